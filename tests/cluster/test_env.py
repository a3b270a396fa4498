"""A wrong value in the environment is named, with what to do, and never repeated if secret."""

import stat
from pathlib import Path

import pytest

from dareecha.config.env import WrongEnvironment, read_env, schemes_folder

NAMES = (
    "DATABASE_URL",
    "DAREECHA_OWNER_URL",
    "DAREECHA_SCHEMES",
    "DAREECHA_SECRET_KEY",
    "DAREECHA_DEBUG",
    "DAREECHA_ALLOWED_HOSTS",
)


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DAREECHA_HOME", str(tmp_path / "home"))


def test_without_any_setting_the_service_is_local_and_careful(tmp_path: Path) -> None:
    env = read_env()
    assert env.home == tmp_path / "home"
    assert (env.database_url, env.owner_url, env.schemes, env.debug) == ("", "", None, False)
    assert env.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")


def test_the_secret_key_is_made_once_and_kept_closed(tmp_path: Path) -> None:
    first, second = read_env(), read_env()
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 50
    kept = tmp_path / "home" / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert list(kept.parent.iterdir()) == [kept]


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:hidden@db/dareecha")
    env = read_env()
    assert "hidden" not in repr(env)
    assert env.secret_key not in repr(env)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DAREECHA_DEBUG", "perhaps", "'perhaps' is not true or false"),
        ("DAREECHA_ALLOWED_HOSTS", "https://dareecha.example", "is not the name of a host"),
        ("DAREECHA_SECRET_KEY", "short", "has 5 characters; it needs 32"),
        ("DAREECHA_SCHEMES", "/nonexistent/law", "there is no folder /nonexistent/law"),
        ("DATABASE_URL", "mysql://root:hidden@db/x", "Write it as postgresql://"),
        ("DATABASE_URL", "postgresql://app:hid den@db", "Write it as postgresql://"),
        ("DAREECHA_OWNER_URL", "postgresql://db:hidden/x", "Write it as postgresql://"),
        ("DAREECHA_OWNER_URL", "postgresql://[::1/hidden", "Write it as postgresql://"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongEnvironment) as wrong:
        read_env()
    assert str(wrong.value).startswith(name)
    assert words in str(wrong.value)
    assert "hid" not in str(wrong.value)


def test_a_folder_without_a_catalogue_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DAREECHA_SCHEMES", str(tmp_path))
    with pytest.raises(WrongEnvironment) as wrong:
        schemes_folder()
    assert str(wrong.value).startswith(f"DAREECHA_SCHEMES: {tmp_path} holds no catalogue")
    assert "\n" not in str(wrong.value)


def test_a_home_that_cannot_be_made_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DAREECHA_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(WrongEnvironment, match=r"DAREECHA_HOME: .* cannot be read or made"):
        read_env()


def test_the_catalogue_is_the_one_named_else_the_one_shipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert schemes_folder().name == "schemes"
    monkeypatch.setenv("DAREECHA_SCHEMES", str(tmp_path))
    (tmp_path / "facts.yaml").touch()
    assert schemes_folder() == tmp_path
    assert not (tmp_path / "home").exists()
