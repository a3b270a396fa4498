"""Who is missed, paid twice or paid after death: the definitions, without a table."""
