"""Names the invented people bear: words in Latin and Urdu script, each with its spellings."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name; the first spelling of each script is the usual one."""

    latin: tuple[str, ...]
    urdu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A full name: the words always written, then those that clerks often leave out."""

    given: tuple[Word, ...]
    often_dropped: tuple[Word, ...] = ()


def _words(table: str) -> tuple[Word, ...]:
    """Read lines of `Latin, Latin … | اردو، اردو` into words."""
    words = []
    for line in table.strip().splitlines():
        latin, urdu = line.split("|")
        words.append(
            Word(
                latin=tuple(spelling.strip() for spelling in latin.split(",")),
                urdu=tuple(spelling.strip() for spelling in urdu.split("،")),
            )
        )
    return tuple(words)


MEN = _words("""
Aurangzeb, Orangzeb, Aurang Zeb | اورنگزیب، اورنگ زیب
Bakhtiar, Bakhtyar, Bakhtiyar | بختیار
Behram, Bahram | بہرام
Daniyal, Danyal, Daneyal | دانیال
Dilawar, Dilaver, Delawar | دلاور
Fawad, Fuad, Foad | فواد
Fayaz, Fayyaz, Faiyaz | فیاض
Feroz, Firoz, Feroze | فیروز
Gohar, Gauhar, Gohur | گوہر
Gulab, Gulaab, Golab | گلاب
Habib Ullah, Habibullah, Habeeb Ullah | حبیب اللہ، حبیباللہ
Hameed, Hamid, Hamed | حمید
Hashim, Hashem, Haashim | ہاشم
Hidayat Ullah, Hidayatullah, Hedayat Ullah | ہدایت اللہ، ہدایتاللہ
Ihsan, Ehsan, Ihsaan | احسان
Ilyas, Elyas, Ilias | الیاس
Imtiaz, Imtiyaz, Emtiaz | امتیاز
Inam Ullah, Inamullah, Enam Ullah | انعام اللہ، انعاماللہ
Irshad, Ershad, Irshaad | ارشاد
Ismail, Ismaeel, Esmail, Ismayil | اسماعیل
Jalil, Jaleel, Jaliel | جلیل
Jamshed, Jamshid, Jamsheed | جمشید
Janas, Jaanas, Jannas | جانس
Kachkol, Kachkool, Kashkol | کچکول
Khalil, Khaleel, Xalil | خلیل
Khaista, Khaysta, Xaista | خائستہ
Khushal, Khoshal, Xushal | خوشحال
Lal Zada, Lalzada, Laal Zada | لعل زادہ، لالزادہ
Liaqat, Liaquat, Lyaqat | لیاقت
Mansoor, Mansur, Mansour | منصور
Mashal, Mishal, Mashaal | مشعل
Miraj, Meraj, Mirage | معراج
Mukhtiar, Mukhtar, Mukhtyar | مختیار، مختار
Mumtaz, Momtaz, Mumtaaz | ممتاز
Nadir, Nader, Naadir | نادر
Naveed, Navid, Naweed | نوید
Nazir, Nazeer, Nazer | نذیر، نظیر
Nisar, Nesar, Nisaar | نثار
Nowsher, Nausher, Nosher | نوشیر
Pasham, Pashum, Pasam | پشم
Painda, Paenda, Payinda | پائندہ
Qadar, Qadir, Kadar | قادر، قدر
Qaiser, Qaisar, Kaiser | قیصر
Rafiq, Rafeeq, Rafik | رفیق
Rahat, Rahaat, Rahet | راحت
Rasool, Rasul, Rasol | رسول
Riaz, Riyaz, Reyaz | ریاض
Roidar, Royidar, Roedar | رویدار
Rustam, Rustum, Rostam | رستم
Sabir, Saber, Saabir | صابر
Sadiq, Sadeeq, Siddiq, Saadiq | صادق، صدیق
Sahib Zada, Sahibzada, Saheb Zada | صاحب زادہ، صاحبزادہ
Said Amin, Saeed Ameen, Syed Amin | سید امین
Samandar, Samundar, Smandar | سمندر
Sardar, Serdar, Sardaar | سردار
Shahzad, Shehzad, Shahzaad | شہزاد
Shams, Shamas, Shums | شمس
Sherin, Shireen, Sheren | شیرین
Siraj, Seraj, Siraaj | سراج
Sohrab, Suhrab, Sorab | سہراب
Sultan, Sooltan, Sultaan | سلطان
Tajmir, Taj Mir, Tajmeer | تاج میر، تاجمیر
Tariq, Tareq, Tariqe | طارق
Torkan, Toor Kan, Torkaan | تورکان
Wahid, Waheed, Vahid | واحد، وحید
Walayat, Wilayat, Walayet | ولایت
Yaqub, Yaqoob, Yakoob, Yacoub | یعقوب
Yousaf, Yusuf, Yosaf, Yousuf | یوسف
Zafran, Zafraan, Safran | زعفران
Zahir, Zaheer, Zaher | ظاہر، ظہیر
Zar Wali, Zarwali, Zar Vali | زر ولی، زرولی
Zewar, Zaiwar, Zevar | زیور
""")

SECOND_NAMES_OF_MEN = _words("""
Khan, Khaan, Xan, Kahn, K. | خان
Shah, Shaah, Sha, Shh | شاہ
Gul, Gull, Gool, Gol | گل
Muhammad, Mohammad, Mohd, M., Muhamad | محمد
Ali, Aly, Alee | علی
Zaman, Zamaan, Zamn | زمان
Jan, Jaan, Jann | جان
Rehman, Rahman, Rehmaan | رحمان، رحمٰن
Wali, Walee, Vali | ولی
Bacha, Badshah, Baacha | باچا، بادشاہ
""")

WOMEN = _words("""
Adila, Aadila, Adela | عادلہ
Afshan, Afshaan, Efshan | افشاں
Aqsa, Aksa, Aqsaa | اقصیٰ، اقصا
Arifa, Aarifa, Arefa | عارفہ
Bakht Bibi, Bakhtbibi, Bacht Bibi | بخت بی بی، بخت بیبی
Bas Bibi, Basbibi, Bus Bibi | بس بی بی
Durkhanai, Durkhany, Dorkhanay | درخانئی، درخانۍ
Fakhra, Fakhira, Fakhara | فاخرہ
Farhana, Farhaana, Ferhana | فرحانہ
Fozia, Fauzia, Fouzia, Fawzia | فوزیہ
Gharsanai, Gharsany, Gharsane | غرسنئی، غرسنۍ
Gulalai, Gulalay, Gulaly, Golalai | گلالئی، ګلالۍ
Gulshan, Gulshaan, Golshan | گلشن
Haleema, Halima, Helima | حلیمہ
Hameeda, Hamida, Hamedah | حمیدہ
Hasina, Haseena, Hosina | حسینہ
Husan Bano, Husn Bano, Husanbano | حسن بانو
Ishrat, Eshrat, Ishret | عشرت
Jamila, Jameela, Jamilah | جمیلہ
Kashmala, Kashmaala, Kishmala | کشمالہ
Khalida, Khaleda, Xalida | خالدہ
Khanzadgai, Khan Zadgai, Khanzadgay | خانزادگئی
Laila, Layla, Lila | لیلیٰ، لیلہ
Lubna, Lobna, Lubnaa | لبنیٰ
Mahjabeen, Mah Jabeen, Mehjabin | مہ جبین، مہجبین
Marjan, Marjaan, Merjan | مرجان
Mastoora, Mastura, Mastora | مستورہ
Memoona, Maimoona, Memuna | میمونہ
Musarrat, Masarrat, Mussarat | مسرت
Nadia, Nadya, Naadia | نادیہ
Nagina, Nageena, Nagena | نگینہ
Naheed, Nahid, Naheid | ناہید
Najma, Nejma, Najmaa | نجمہ
Nasira, Naseera, Nasera | ناصرہ، نصیرہ
Nazneen, Naznin, Naz Neen | نازنین
Palwasha, Palwesha, Palvasha | پلوشہ
Parwana, Perwana, Parvana | پروانہ
Rahila, Raheela, Rahela | راحیلہ
Razia, Raziya, Rezia | رضیہ، راضیہ
Reshma, Resham, Reshmaa | ریشمہ
Rukhsana, Ruxsana, Rokhsana | رخسانہ
Sabiha, Sabeeha, Sabeha | صبیحہ
Sajida, Sajeda, Saajida | ساجدہ
Salma, Selma, Salmaa | سلمیٰ، سلما
Samreen, Samrin, Sumreen | ثمرین
Shabana, Shabaana, Shebana | شبانہ
Shahnaz, Shehnaz, Shanaz | شہناز
Shakila, Shakeela, Shakela | شکیلہ
Shamim, Shameem, Shamem | شمیم
Sheenkai, Shinkai, Sheenkay | شینکئی، شينكۍ
Sitara, Setara, Sitaara | ستارہ
Spozhmai, Spogmai, Spozmay | سپوږمۍ، سپوگمئی
Surraya, Suraya, Sorayya | ثریا
Tahira, Tahera, Taahira | طاہرہ
Taslim, Tasleem, Teslim | تسلیم
Wajiha, Wajeeha, Vajiha | وجیہہ
Yasmin, Yasmeen, Jasmin | یاسمین
Zaitoon, Zaitun, Zetoon | زیتون
Zarmina, Zarmeena, Zermina | زرمینہ
Zarsanga, Zar Sanga, Zarsenga | زرسانگہ
Zeenat, Zinat, Zenat | زینت
Zubaida, Zobaida, Zubeda | زبیدہ
""")

SECOND_NAMES_OF_WOMEN = _words("""
Bibi, Bebe, Bibee, BiBi, B.B. | بی بی، بيبی
Begum, Begam, Begm, Baigum | بیگم
Bano, Baano, Banu | بانو
Jana, Jaana, Janah | جانہ
""")

CLANS = _words("""
Akozai, Akuzai, Akozay | اکوزئی
Alizai, Alizay, Aleezai | علیزئی
Babozai, Baabozai, Babuzai | بابوزئی
Chagharzai, Chagarzai, Chaghrzai | چغرزئی
Dawezai, Dawizai, Daawezai | داوے زئی
Gharghasht, Gharghisht, Ghorghasht | غرغشت
Gigyani, Gigiani, Gigyanee | گگیانی
Ismailzai, Esmailzai, Ismaelzai | اسماعیل زئی
Khalilzai, Khaleelzai, Xalilzai | خلیل زئی
Khattak, Khatak, Xattak, Khatack | خٹک، خټک
Mandanr, Mandan, Mandar | مندنڑ
Mashwani, Meshwani, Mashwanee | مشوانی
Mohmand, Momand, Mohmund | مہمند
Paindakhel, Painda Khel, Payinda Khel | پائندہ خیل
Safi, Saafi, Safee | صافی
Shamozai, Shamuzai, Shamozay | شموزئی
Sultankhel, Sultan Khel, Sultaan Khel | سلطان خیل
Tarkani, Tarkalani, Terkani | ترکانی، ترکلانی
Uthmanzai, Usmanzai, Osmanzai | عثمان زئی
Yusafzai, Yousafzai, Yusufzay | یوسفزئی
""")

TITLES_OF_MEN = Word(
    ("Mr.", "Malik", "Mian", "Ustad", "Haji"), ("جناب", "ملک", "میاں", "استاد", "حاجی")
)
TITLES_OF_WOMEN = Word(("Mst.", "Mrs.", "Miss"), ("مسماۃ", "محترمہ"))


def man(rng: Random, clan: Word | None) -> Name:
    """A man's name; the clan, when he has one, is often left out in lists."""
    first = rng.choice(MEN)
    second = rng.choices(SECOND_NAMES_OF_MEN, (40, 12, 10, 9, 8, 6, 6, 4, 3, 2))[0]
    given: tuple[Word, ...] = (first,)
    dropped: tuple[Word, ...] = () if clan is None else (clan,)
    if second.latin[0] == "Muhammad" and rng.random() < 0.7:
        given = (second, first)
    elif rng.random() < 0.55:
        given = (first, second)
    elif rng.random() < 0.5:
        dropped = (second, *dropped)
    return Name(given, dropped)


def woman(rng: Random) -> Name:
    """A woman's name: one word, and mostly a second one that lists add or leave out."""
    first = rng.choice(WOMEN)
    if "Bibi" in first.latin[0] or "Bano" in first.latin[0] or rng.random() < 0.25:
        return Name((first,))
    return Name((first,), (rng.choices(SECOND_NAMES_OF_WOMEN, (60, 25, 10, 5))[0],))
