"""Common parts of names in Khyber Pakhtunkhwa, with their Urdu, Pashto and Latin spellings.

General knowledge about naming, one part a line: the Latin spelling we settle on, a bar, spellings
in Arabic script, a bar, further Latin spellings. Only spellings that differ in more than doubled
letters and long or short vowels need listing; the normaliser sees those as equal. A part that is
missing here is still compared, letter by letter: a line added makes it surer.
"""

# Said before or about a person, no part of the name: always left out.
TITLES = """
mr | جناب | mister janab
mrs | |
miss | مس | ms
mst | مسماۃ مسمات مساۃ | mosammat musammat mussammat must
mohtarma | محترمہ | muhtarma
sahib | صاحب صاحبہ | sahiba saheb
haji | حاجی الحاج | hajji hajee alhaj
hafiz | حافظ | hafez
qari | قاری | qaree
maulvi | مولوی | molvi moulvi
maulana | مولانا | molana
dr | ڈاکٹر | doctor
late | مرحوم مرحومہ | marhoom
mian | میاں | miyan mia
malik | ملک | maalik melik
"""

# Between two parts, in many spellings and often glued to one of them: always left out.
PARTICLES = """
ul | ال | ur ud us un uz ush ut ar el o e al
"""

# Often added or left out by the clerk, so they weigh little and are not part of the key.
COURTESY = """
muhammad | محمد | mohammad mohammed mohd muhd mohamad mohamed mohmd muhamad md mhd
khan | خان | xan khn kahn kan khna kn khaan
shah | شاہ | sha shaha shh shaa shar
bibi | بی‌بی بیبی بی | bb bibee beebi bebe bebi babi bi beebee babe
begum | بیگم | begam bgm begm baigum beghum bagum begoom baghum baigam
bano | بانو | banu baano banoo
khatoon | خاتون | khatun khaton xatoon
jan | جان جانہ | jaan jana
syed | سید | sayed sayyed
"""

# Tribes, clans, castes and places said after the name, likewise often added or left out.
TRIBES = """
abakhel | اباخیل |
abbasi | عباسی | abbassi abbasy
afghan | افغان | afgan aughan
afridi | آفریدی افریدی اپریدی | apridi afreedi aafridi afredi
ansari | انصاری |
awan | اعوان | avan awaan
babuzai | بابوزئی |
bajauri | باجوڑی | bajaori
bangash | بنگش بنګښ | bangakh bungash bangish
banuchi | بنوچی بنوسی | banuchee bannuchi banusi
bhatti | بھٹی | bhati
bhittani | بیٹنی بھٹنی | bettani betani
bukhari | بخاری |
chamkani | چمکنی | tsamkani
chitrali | چترالی |
daudzai | داؤدزئی | dawoodzai
dawar | داوڑ | daur
dhund | ڈھونڈ | dhoond
dotani | دوتانی |
durrani | درانی |
gagyani | گگیانی | gigyani
gandapur | گنڈاپور | gandapoor
gilani | گیلانی | geelani jilani
gujjar | گجر | gujar
hashmi | ہاشمی | hashimi
jadoon | جدون گدون ځدون | gadoon zadoon jadun gadun
kakakhel | کاکاخیل | kakakhail
karlal | کرلال | kaarlal
kazmi | کاظمی |
khalil | خلیل | khaleel
khattak | خٹک خټک | khatak khattack xattak khtk
kohistani | کوہستانی |
kundi | کنڈی | kundee
mahsud | محسود مسید | mehsud mahsood maseed mehsood
mamadzai | محمدزئی ممدزئی | muhammadzai mohammadzai
mamond | ماموند مومند | mamund
marwat | مروت | marvat
mashwani | مشوانی |
miankhel | میاںخیل |
mohmand | مہمند | mommand muhmand mohamand momand
mughal | مغل | mughul moghal mogul mogal
mulagori | ملاگوری | mullagori
niazi | نیازی | neeazi
orakzai | اورکزئی | aurakzai
paracha | پراچہ | piracha
qureshi | قریشی | quraishi kureshi qurashi
rajput | راجپوت | rajpoot
safi | صافی |
salarzai | سلارزئی |
sherani | شیرانی | shirani shiranay
shinwari | شنواری | shinwaree
siddiqui | صدیقی | sidiqi
swati | سواتی | sawati
tanoli | تنولی | tanaoli
tareen | ترین | tarin
tarkalani | ترکلانی ترکانی | tarklani tarkani
turi | توری | toori
utmanzai | اتمانزئی | uthmanzai
utmankhel | اتمانخیل |
wazir | وزیر | vazir
yousafzai | یوسفزئی | yusufzai usafzai yousafzay yusafzai
zazi | زازی جاجی |
masih | مسیح | maseeh
singh | سنگھ | sing
kaur | کور |
ram | رام |
"""

# The name itself.
NAMES = """
abbas | عباس |
abd | عبد | abdul abdur abdus abdool abdal abdoul abud abad
abdullah | عبداللہ | abdallah abdulla
abid | عابد | abed aabed
abida | عابدہ |
abubakar | ابوبکر | abubakr
adam | آدم |
adeel | عدیل |
adil | عادل |
adnan | عدنان | udnan
afsheen | افشین |
afzal | افضل | afdhal
ahmad | احمد | ahmed ahmat ehmad ahmd
ahsan | احسن |
aimal | ایمل | aymal
akbar | اکبر | ackbar
akhtar | اختر |
akram | اکرم | akrum
alam | عالم | aalam
alamgir | عالمگیر |
alamzeb | عالمزیب | alamzaib
ali | علی | aly alli alee allee
alia | عالیہ | aliya
allah | اللہ | ullah ulla lah oollah ulah
aman | امان | amaan
amina | آمنہ | aminah amna aamna
amin | امین | ameen amen
ameena | امینہ |
amir | عامر امیر | aamir amer ameer ammir
amjad | امجد |
ammar | عمار |
ammara | عمارہ | amara
anas | انس |
anila | انیلہ | aneela
anjum | انجم |
anwar | انور | unwar anvar anwer
aqeel | عقیل | akil aqil
arif | عارف | aref
arsalan | ارسلان | arslan
arshad | ارشد | arshed arshid
asad | اسد | asadd usad
asfandyar | اسفندیار | isfandyar
asghar | اصغر |
ashfaq | اشفاق | ishfaq
ashraf | اشرف |
asia | آسیہ | asiya aasia
asif | آصف |
asim | عاصم | assim asem
aslam | اسلم | asslam
asma | اسماء اسما | asmaa isma
asmat | عصمت |
ata | عطا عطاء | atta
atal | اتل |
athar | اطہر |
atia | عطیہ | atiya
atiq | عتیق | ateeq
aurangzeb | اورنگزیب | orangzeb
ayaz | ایاز | aiaz
ayesha | عائشہ عایشہ | aisha aysha ayisha aishah aesha
ayub | ایوب | ayob ayoob
azam | اعظم | aazam azum
azeem | عظیم | azim
azhar | اظہر | adhar
aziz | عزیز | azez azeez
azmat | عظمت |
badam | بادام |
bahadur | بہادر | bahader bahadar
baig | بیگ | beg baigh
bakht | بخت | bakhat bukht baxt bacht bakt
bakhtiar | بختیار | bakhtiyar
barkat | برکت |
baryalai | بریالی |
bashir | بشیر | basheer
basit | باسط |
batoor | باتور | batur
baz | باز |
bilal | بلال | belal
bilqees | بلقیس | bilqis
bushra | بشریٰ بشرا بشری | boshra
daniyal | دانیال |
daud | داؤد داود | dawood daood
daulat | دولت |
david | ڈیوڈ |
dilshad | دلشاد |
din | دین | deen uddin
ditta | دتہ |
dost | دوست |
ehsan | احسان | ihsan ehsaan
elahi | الٰہی الہی | ilahi
faheem | فہیم |
fahad | فہد | fahd
fahmida | فہمیدہ | fehmida
faisal | فیصل | faysal
faiz | فیض | fayz fez
faqir | فقیر | fakir
farhad | فرہاد |
farhan | فرحان | ferhan
farhat | فرحت |
farid | فرید | fareed
farida | فریدہ | fareda
farman | فرمان |
farooq | فاروق | faruq farooque
farzana | فرزانہ |
fatima | فاطمہ | fatema fathima fatma
fawad | فواد |
fayaz | فیاض | fayyaz
fazal | فضل | fazl fadl fadhal fazle fazli fazel
fazil | فاضل | fadhil
fozia | فوزیہ | fouzia
gharib | غریب |
ghaffar | غفار |
ghafoor | غفور |
ghani | غنی | ghanee
ghazala | غزالہ | gazala
ghulam | غلام | gulam gholam gh
gran | گران | garan
gul | گل | gol gool gull gooll
gulalai | گلالئی |
gulandam | گل‌اندام |
gulbaz | گلباز |
gulnaz | گلناز | golnaz gulnas
gulshan | گلشن |
gurpal | گرپال | goorpal
habib | حبیب | hbib
habiba | حبیبہ |
hadi | ہادی |
hafeez | حفیظ |
hafsa | حفصہ | hafza
haider | حیدر | hyder hydar
hajra | ہاجرہ | hajira hajara
hakim | حکیم |
haleema | حلیمہ | halima
hamad | حماد | hammad
hameed | حمید | hamed
hameeda | حمیدہ | hamida hamedah
hamid | حامد |
hamza | حمزہ | humza hamzah
hanif | حنیف | haneef
haq | حق | haque
haroon | ہارون |
haseeb | حسیب | haseb
hasan | حسن | hassan hasen hassen husn husan
haseena | حسینہ |
hashmat | حشمت |
hawa | حوا |
hayat | حیات |
hazrat | حضرت | hazret hadrat
hidayat | ہدایت | hidaayat
hina | حنا |
humaira | حمیرا |
hussain | حسین | husain hussein husein hosain hussian
ibrahim | ابراہیم | ebrahim abrahim ibraheem ibraim
idrees | ادریس | idris adrees
ijaz | اعجاز | ejaz igaz
ikram | اکرام | ekram
ilyas | الیاس | elyas alyaas
imam | امام |
iman | ایمان |
imran | عمران | emran umran imron
imtiaz | امتیاز |
inam | انعام | enam
inayat | عنایت | anayat
iqbal | اقبال | eqbal ikbal
iqra | اقراء اقرا |
irfan | عرفان | erfan arfan
irshad | ارشاد |
isa | عیسیٰ عیسی | essa eisa
ishaq | اسحاق | isshaq ishak
ishrat | عشرت |
islam | اسلام |
ismail | اسماعیل اسمٰعیل | esmail
jabbar | جبار |
jabeen | جبین |
jacob | جیکب |
jafar | جعفر | jaffar
jahan | جہان | jehan
jahangir | جہانگیر | jehangir
jahanzeb | جہانزیب | jehanzeb jehanzaib
jalal | جلال |
jaleel | جلیل |
jamal | جمال | gamal
jameel | جمیل | jamil
jamila | جمیلہ |
jaspreet | جسپریت |
javed | جاوید | jawaid javaid javad
joseph | جوزف | josaf jozaf josef
junaid | جنید |
kainat | کائنات |
kaka | کاکا |
kaleem | کلیم |
kamal | کمال |
kamran | کامران | camran
karim | کریم | kareem qareem
kashif | کاشف |
kausar | کوثر | kosar kavsar kawsar
kazim | کاظم |
khadija | خدیجہ | xadija hadija khadeeja
khair | خیر |
khaista | خائستہ | khaesta
khalid | خالد | xalid khaled
khalida | خالدہ |
khaliq | خالق |
khel | خیل | khail
khial | خیال |
khizar | خضر | khizer
khurshid | خورشید |
khushal | خوشحال |
khushnuma | خوشنما |
kifayat | کفایت |
kiran | کرن | kirn
kulsoom | کلثوم | kalsoom kulsum
laila | لیلیٰ لیلا لیلی | leila
lal | لعل لال |
latif | لطیف |
liaqat | لیاقت | liaquat
lubna | لبنیٰ لبنا لبنی |
luqman | لقمان | lukman
madina | مدینہ |
mah | ماہ | maah
mahboob | محبوب |
mahmood | محمود | mehmood mahmud
mahnoor | ماہنور | mehnoor
maimoona | میمونہ |
majeed | مجید | magaed
majid | ماجد | majed
majida | ماجدہ |
makhdoom | مخدوم |
malala | ملالہ |
malalai | ملالئی |
malik | مالک |
manahil | مناہل |
manan | منان | mannan
mansoor | منصور | mansor
maqbool | مقبول |
maqsood | مقصود |
maria | ماریہ |
maryam | مریم | mariam marium miryam
mashal | مشعال |
masood | مسعود | masud
masoom | معصوم |
masooma | معصومہ |
maula | مولا | mola
mati | مطیع |
mazhar | مظہر |
mehnaz | مہناز | mahnaz
mehr | مہر |
mehreen | مہرین | mahreen
mehwish | مہوش |
meraj | معراج |
mina | مینہ | meena minah
mir | میر | meer mer
mirza | مرزا |
moazzam | معظم |
moeen | معین |
momina | مومنہ |
mubashir | مبشر |
mudassir | مدثر |
muhib | محب |
mujeeb | مجیب | mujib mojib
mumtaz | ممتاز |
munawar | منور |
muneeb | منیب |
munir | منیر | muneer
munira | منیرہ | muneera
murad | مراد | morad
murtaza | مرتضیٰ مرتضی | murtada
musa | موسیٰ موسی | mousa mosa
musarrat | مسرت | masarrat
mushtaq | مشتاق |
mustafa | مصطفیٰ مصطفی |
muzaffar | مظفر |
muzammil | مزمل |
nabeel | نبیل | nabel
nabi | نبی |
nabila | نبیلہ | nebila
nadia | نادیہ |
nadir | نادر |
naeem | نعیم | naim naem
naeema | نعیمہ |
nagina | نگینہ |
naheed | ناہید |
naila | نائلہ |
naimat | نعمت | nemat
najeeb | نجیب |
najiba | نجیبہ |
najma | نجمہ |
nargis | نرگس |
naseeb | نصیب |
naseer | نصیر |
naseera | نصیرہ |
nasir | ناصر | naser
nasira | ناصرہ |
nasr | نصر | nasar
nasreen | نسرین | nasrin nusreen
naveed | نوید | nawid
nawaz | نواز | navaz
naz | ناز |
nazar | نذر نظر |
nazia | نازیہ | naziah
nazim | ناظم |
nazir | نذیر ناظر | nadhir
nazo | نازو |
neelam | نیلم |
niaz | نیاز |
nigar | نگار |
nighat | نگہت |
nimra | نمرہ |
nisa | نساء نسا |
nizam | نظام |
noman | نعمان | nouman
noor | نور | nur nour nor
noora | نورہ |
noorani | نورانی |
noori | نوری |
noreen | نورین |
nooh | نوح | nuh
obaid | عبید | ubaid
palwasha | پلوشہ | palvasha
pari | پری |
parveen | پروین | parvin perween
pervaiz | پرویز | parvez pervez
petrus | پطرس | patras
qadeer | قدیر |
qadir | قادر | kadir
qaisar | قیصر | kaiser
qamar | قمر |
qasim | قاسم | kasim
rabi | ربی |
rabia | رابعہ |
rafi | رفیع |
rafiq | رفیق |
rahat | راحت |
raheela | راحیلہ | rahela
rahim | رحیم | raheem rahem
rahima | رحیمہ |
rahman | رحمان رحمٰن | rehman rahmon rehmaan rehmn
ramzan | رمضان |
rana | رڼا |
rani | رانی |
rasheed | رشید |
rasheeda | رشیدہ |
rashid | راشد | rashed
rashida | راشدہ |
rasool | رسول |
rauf | رؤف | raoof
rawan | روان |
raza | رضا | ridha
raziq | رازق |
razia | رضیہ راضیہ | razya raaziah radia
razzaq | رزاق |
rehan | ریحان | rihan
rehana | ریحانہ | rihana
rehmat | رحمت | rahmat
riaz | ریاض | reyaz riyadh
rida | ردا |
rizwan | رضوان |
roshan | روشن |
rozi | روزی |
rozina | روزینہ |
rubina | روبینہ | robina
rukh | رخ |
rukhsana | رخسانہ |
ruqia | رقیہ | rukia ruqaya ruqayya
saad | سعد |
saadia | سعدیہ | sadia
saba | صبا |
sabir | صابر | saber
sabira | صابرہ |
sabiha | صبیحہ |
saboor | صبور |
sadaf | صدف |
sadiq | صادق | sadik
saeed | سعید | saed sayeed said
saeeda | سعیدہ |
safia | صفیہ |
safdar | صفدر |
saghir | صغیر |
sahar | سحر |
saif | سیف |
saima | صائمہ | sayma
saira | سائرہ سایرہ |
sajid | ساجد | sajed
sajida | ساجدہ |
sajjad | سجاد |
sakina | سکینہ |
salah | صلاح |
salam | سلام |
saleem | سلیم | salim selim
saleema | سلیمہ |
salem | سالم |
salma | سلمیٰ سلما سلمہ سلمی | selma salmah
salman | سلمان | selman
samad | صمد |
samar | ثمر |
sameena | ثمینہ | samina thamina
sami | سمیع |
samira | سمیرا | sumaira
sana | ثنا ثناء | sanah thana
sanga | سانگہ څانګہ | tsanga
saqib | ثاقب |
sara | سارہ | sarah saara
sardar | سردار |
sarfaraz | سرفراز |
sattar | ستار |
shabana | شبانہ | shubana
shabbir | شبیر | shabir
shafi | شفیع | shafih
shafiq | شفیق | shafeeq
shafqat | شفقت |
shahab | شہاب | shihab
shahbaz | شہباز |
shaheen | شاہین | shaaheen shaeen
shaheena | شاہینہ |
shahid | شاہد | shahed shahad shaid
shahida | شاہدہ | shaida
shahnaz | شہناز | shehnaz
shahnawaz | شاہنواز |
shahzad | شہزاد |
shahzeb | شاہزیب |
shaista | شائستہ |
shakeel | شکیل | shakel
shakeela | شکیلہ |
shakir | شاکر |
shakira | شاکرہ |
shalini | شالینی |
shama | شمع |
shamim | شمیم |
shams | شمس |
shaperai | شاپیرئی | khapirai
sharif | شریف | shareef
shaukat | شوکت |
shazia | شازیہ |
sher | شیر | shir sheer shair sheir
shinkai | شینکۍ شینکئی |
shoaib | شعیب | shoib
shumaila | شمائلہ | shumila
siddique | صدیق | siddiq sadeeq
sidra | سدرہ |
sikandar | سکندر |
siraj | سراج | sirag
sohail | سہیل | suhel sohial
sohaib | صہیب |
spina | سپینہ |
spogmai | سپوگمئی |
stori | ستوری |
subhan | سبحان |
sughra | صغریٰ صغری |
suleman | سلیمان | sulaiman suliman solaiman
sultan | سلطان |
sultana | سلطانہ |
sumaya | سمیہ |
sunita | سنیتا |
tahir | طاہر |
tahira | طاہرہ |
taj | تاج | tag
talha | طلحہ |
tariq | طارق |
tasleem | تسلیم |
taufiq | توفیق |
tehmina | تہمینہ |
toryalai | توریالی |
tufail | طفیل |
umair | عمیر |
umar | عمر | umer omar omer oomar
umm | ام |
usman | عثمان | uthman othman osman
uzma | عظمیٰ عظمی |
wagma | وگمہ | vagma wajma
wahab | وہاب |
wahid | واحد وحید | waheed vaheed
waheeda | وحیدہ |
wajid | واجد |
wakil | وکیل |
waleed | ولید |
wali | ولی | vali waly
waqar | وقار |
waseem | وسیم | wasem
wazir | وزیر | vazir
yahya | یحییٰ یحیی | yahia yehya
yaqoob | یعقوب | yakoob yaqub
yar | یار |
yaseen | یاسین |
yasir | یاسر |
yasmeen | یاسمین | yasamin jasmin
younas | یونس | yunus younis unas yonoos
yousaf | یوسف | yusuf yousuf yousef yosuf usaf
yohanna | یوحنا |
yumna | یمنیٰ یمنا یمنی |
zada | زادہ | zadah zad
zafar | ظفر | zaffar
zaheer | ظہیر |
zahid | زاہد | zahed
zahida | زاہدہ | zaheda
zahir | ظاہر زاہر | zaher dhahir
zahoor | ظہور |
zahra | زہرہ زہرا | zehra zohra zuhra zara
zai | زئی |
zaid | زید |
zainab | زینب | zenab zaineb zaynab
zakaria | زکریا |
zaki | ذکی |
zakir | ذاکر | zaker dhakir
zaman | زمان | zmaan zeman
zar | زر |
zarghuna | زرغونہ |
zarif | ظریف |
zarin | زرین |
zarina | زرینہ |
zarka | زرکہ |
zarmina | زرمینہ |
zeb | زیب |
zeba | زیبا |
zeeshan | ذیشان |
zia | ضیاء ضیا | ziya
zubaida | زبیدہ | zobaida
zubair | زبیر |
zulekha | زلیخا |
zhwand | ژوند | jwand
"""

# Letters with a full stop that stand for a whole part.
ABBREVIATIONS = {
    "m": "muhammad",
    "k": "khan",
    "a": "abd",
    "g": "gul",
    "s": "shah",
    "bb": "bibi",
    "gh": "ghulam",
}
