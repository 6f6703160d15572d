"""The words that made-up events are put together from, in several scripts.

Knows words only; must not know what an event is or how often a word is drawn. People, outlets and companies are made
up, so that no made-up deed is laid at a real one's door; their hosts end in `.example`, which RFC 2606 keeps free.
"""


def _each(several: str) -> tuple[str, ...]:
    return tuple(several.split())


STATES = (
    ("Albania", "Albanian"), ("Algeria", "Algerian"), ("Armenia", "Armenian"), ("Austria", "Austrian"),
    ("Azerbaijan", "Azerbaijani"), ("Bolivia", "Bolivian"), ("Bulgaria", "Bulgarian"), ("Chile", "Chilean"),
    ("Croatia", "Croatian"), ("Denmark", "Danish"), ("Egypt", "Egyptian"), ("Estonia", "Estonian"),
    ("Finland", "Finnish"), ("Georgia", "Georgian"), ("Ghana", "Ghanaian"), ("Greece", "Greek"),
    ("Hungary", "Hungarian"), ("Iceland", "Icelandic"), ("Indonesia", "Indonesian"), ("Jordan", "Jordanian"),
    ("Kenya", "Kenyan"), ("Latvia", "Latvian"), ("Lithuania", "Lithuanian"), ("Moldova", "Moldovan"),
    ("Morocco", "Moroccan"), ("Nepal", "Nepalese"), ("Norway", "Norwegian"), ("Peru", "Peruvian"),
    ("Poland", "Polish"), ("Portugal", "Portuguese"), ("Romania", "Romanian"), ("Senegal", "Senegalese"),
    ("Serbia", "Serbian"), ("Slovakia", "Slovak"), ("Sweden", "Swedish"), ("Tunisia", "Tunisian"),
    ("Turkey", "Turkish"), ("Ukraine", "Ukrainian"), ("Uruguay", "Uruguayan"), ("Vietnam", "Vietnamese"),
)  # fmt: skip
"""States, and what their people are called."""

BODIES = ("Energy Ministry", "Foreign Ministry", "Border Guard", "Central Bank")
OFFICES = ("Minister", "Deputy Minister", "Spokesperson", "Ambassador", "Member of Parliament", "Governor")

GIVEN = _each(
    "Adela Amara Andrei Astrid Bashir Birgit Camila Daria Dimitra Edvard Elif Emeka Farid Goran Hana Ilona Ines"
    " Jarek Joana Karim Katya Lars Leila Linh Marek Marta Mirza Nadia Nino Olena Pavlo Petra Rafael Rana Samir"
    " Sofia Tamar Tomas Vera Yusuf"
)
FAMILY = _each(
    "Abara Adeyo Aksoyar Alvarin Anders Arslanov Bakkerud Balint Baranek Beridzen Bondaren Brankovic Castellar"
    " Chaykovsk Dabrow Danelian Demirci Dimov Dragosev Eklundh Esteven Farouki Fialovak Gashimov Georgades"
    " Grabar Haddadi Halonen Hoxhaj Ivanek Jansonas Jovanek Kadari Kalnins Karoui Kazlaus Khalidi Kiplaga"
    " Kolarev Kovalec Kristof Larsdal Lindholt Lupescu Mahmudi Maririn Markovar Mensahu Moldovar Nagyar Navarri"
    " Nduta Nguyenh Novotar Okafora Orbanek Osmanov Papadi Petrosian Popescar Quispen Rahmani Ramirel Rosenlun"
    " Sadikov Salazin Savchen Sirbuan Sokolar Stanciuk Szaboka Tahirov Tamangi Thapali Tkachen Tranvu Urbanek"
    " Valdivi Vasilak Vukovar Wojcikar Yilmazer Zahradi Zelinka Zhukovar"
)
OUTLET_PLACES = (
    "Baltic",
    "Black Sea",
    "Capital",
    "Coastal",
    "Danube",
    "Harbour",
    "Highland",
    "Northern",
    "River",
    "Steppe",
)
OUTLET_KINDS = ("Courier", "Herald", "Observer", "Post", "Radio")
FIRMS = ("Arvela", "Borealis", "Cordova", "Delmar", "Estuary", "Fjordline", "Granit", "Helion", "Ister", "Juniper")
TRADES = ("Gas", "Grid", "Rail", "Shipping")
CAUSES = ("Border Watch", "Clean Air League", "Free Press Fund", "Open Records Group", "River Keepers", "Voters' Union")
GROUPS = ("Mountain Brigade", "Night Column", "River Front", "Union of the Steppe")
LEAGUES = ("Black Sea Council", "Danube Commission", "League of Upland States", "Northern Energy Community")

CITIES = (
    ("Tirana", "Albania", 41.33, 19.82), ("Oran", "Algeria", 35.7, -0.63), ("Gyumri", "Armenia", 40.79, 43.85),
    ("Graz", "Austria", 47.07, 15.44), ("Ganja", "Azerbaijan", 40.68, 46.36), ("Sucre", "Bolivia", -19.05, -65.26),
    ("Varna", "Bulgaria", 43.21, 27.92), ("Valparaíso", "Chile", -33.05, -71.61), ("Split", "Croatia", 43.51, 16.44),
    ("Aarhus", "Denmark", 56.16, 10.2), ("Aswan", "Egypt", 24.09, 32.9), ("Tartu", "Estonia", 58.38, 26.73),
    ("Tampere", "Finland", 61.5, 23.76), ("Batumi", "Georgia", 41.65, 41.64), ("Kumasi", "Ghana", 6.69, -1.62),
    ("Patras", "Greece", 38.25, 21.73), ("Szeged", "Hungary", 46.25, 20.15), ("Akureyri", "Iceland", 65.68, -18.1),
    ("Medan", "Indonesia", 3.59, 98.67), ("Aqaba", "Jordan", 29.53, 35.01), ("Kisumu", "Kenya", -0.09, 34.77),
    ("Liepāja", "Latvia", 56.51, 21.01), ("Klaipėda", "Lithuania", 55.71, 21.13), ("Bălți", "Moldova", 47.76, 27.93),
    ("Fès", "Morocco", 34.03, -5.0), ("Pokhara", "Nepal", 28.21, 83.99), ("Tromsø", "Norway", 69.65, 18.96),
    ("Cusco", "Peru", -13.53, -71.97), ("Gdańsk", "Poland", 54.35, 18.65), ("Braga", "Portugal", 41.55, -8.43),
    ("Iași", "Romania", 47.16, 27.59), ("Thiès", "Senegal", 14.79, -16.93), ("Niš", "Serbia", 43.32, 21.9),
    ("Košice", "Slovakia", 48.72, 21.26), ("Malmö", "Sweden", 55.6, 13.0), ("Sfax", "Tunisia", 34.74, 10.76),
    ("İzmir", "Turkey", 38.42, 27.14), ("Odesa", "Ukraine", 46.48, 30.73), ("Salto", "Uruguay", -31.38, -57.96),
    ("Huế", "Vietnam", 16.46, 107.6),
)  # fmt: skip
"""City, state, latitude and longitude in degrees (WGS 84)."""

TAGS = (
    "sanctions", "elections", "courts", "courts/appeals", "border", "migration", "trade", "trade/grain", "press",
    "press/freedom", "army", "army/exercises", "treaties", "floods", "health", "rail", "ports", "budget", "protests",
    "corruption", "water", "mining", "refugees", "science", "aviation", "police", "archives", "minorities", "fishing",
    "языки", "права людини", "选举",
)  # fmt: skip

VERBS = (
    "approves", "halts", "announces", "rejects", "postpones", "inspects", "renews", "questions", "signs", "publishes",
    "withdraws", "defends", "denies knowing of", "opens talks on", "votes for", "demands", "cancels", "doubles",
)  # fmt: skip
OBJECTS = (
    "the pipeline contract", "a new border crossing", "the grain agreement", "the election calendar",
    "a list of sanctions", "the reactor repairs", "the port concession", "a ceasefire proposal", "the budget cuts",
    "the extradition request", "an audit of the grid", "the rail tender", "a flood relief fund", "the press law",
    "the prisoner exchange", "the fishing quota", "the water treaty", "a joint exercise", "the mining licence",
    "the appointment of judges",
)  # fmt: skip
AFTERWARDS = (
    "after a week of talks", "before the summit", "despite protests", "in a night session", "for a second time",
    "under a secret annex", "pending an appeal", "against the auditors' advice",
)  # fmt: skip

SENTENCES = (
    "The decision was taken behind closed doors and made known only the next day.",
    "Two people who were in the room give different accounts of who spoke first.",
    "It was the third such step within a year, and the first without a public hearing.",
    "The text of the agreement has not been published; a draft seen earlier ran to eleven pages.",
    "Nobody at the office could be reached for comment, and calls to the spokesperson were not returned.",
    "The measure takes effect at the beginning of the next quarter unless parliament objects.",
    "Residents of the district had asked for it since the winter, when the supply of energy failed for nine days.",
    "A later audit put the cost at about twice the sum that had been announced.",
    "Opponents called it *unlawful* and said that they would go to court.",
    "Observers counted fewer than half of the vehicles that the official statement speaks of.",
    "Рішення набуде чинності після оприлюднення.",
    "Власти не подтвердили эти сведения.",
    "当局没有回应置评请求。",
    "ولم يصدر تعليق رسمي حتى الآن.",
    "Η απόφαση ανακοινώθηκε την επόμενη ημέρα.",
)

OTHER_TONGUES = {
    "uk": (("Міністр", "Парламент", "Верховний суд", "Рада"), ("скасовує", "підписує", "відкладає", "схвалює"),
           ("угоду про газ", "закон про пресу", "обмін полоненими", "ремонт порту")),
    "ru": (("Министр", "Парламент", "Верховный суд", "Совет"), ("отменяет", "подписывает", "откладывает", "одобряет"),
           ("соглашение о газе", "закон о печати", "обмен пленными", "ремонт порта")),
    "el": (("Ο υπουργός", "Η βουλή", "Το δικαστήριο"), ("ακυρώνει", "υπογράφει", "αναβάλλει"),
           ("τη συμφωνία", "τον νόμο για τον τύπο", "τις εκλογές")),
    "ar": (("الوزير", "البرلمان", "المحكمة"), ("يلغي", "يوقع", "يؤجل"), ("الاتفاق", "قانون الصحافة", "الانتخابات")),
    "zh": (("部长", "议会", "最高法院"), ("取消", "签署", "推迟"), ("天然气协议", "新闻法", "选举日程")),
    "de": (("Der Minister", "Das Parlament", "Die Behörde"), ("kündigt", "prüft", "verschiebt"),
           ("den Gasvertrag", "die Wahlen", "das Pressegesetz", "die Überprüfung der Häfen")),
    "fr": (("Le ministre", "Le Parlement", "La Cour suprême"), ("annule", "signe", "reporte"),
           ("l’accord gazier", "la loi sur la presse", "les élections", "l’échange de prisonniers")),
}  # fmt: skip
"""By language (BCP 47): who, does, what."""

ASCII = {
    "Міністр": "ministr",
    "Парламент": "parlament",
    "Верховний суд": "verkhovniy sud",
    "Рада": "rada",
    "скасовує": "skasovuie",
    "підписує": "pidpisuie",
    "відкладає": "vidkladaie",
    "схвалює": "skhvalyuie",
    "угоду про газ": "ugodu pro gaz",
    "закон про пресу": "zakon pro presu",
    "обмін полоненими": "obmin polonenimi",
    "ремонт порту": "remont portu",
    "Министр": "ministr",
    "Верховный суд": "verkhovnyy sud",
    "Совет": "sovet",
    "отменяет": "otmenyaet",
    "подписывает": "podpisyvaet",
    "откладывает": "otkladyvaet",
    "одобряет": "odobryaet",
    "соглашение о газе": "soglashenie o gaze",
    "закон о печати": "zakon o pechati",
    "обмен пленными": "obmen plennymi",
    "ремонт порта": "remont porta",
    "Ο υπουργός": "o ypoyrgos",
    "Η βουλή": "i voyli",
    "Το δικαστήριο": "to dikastirio",
    "ακυρώνει": "akyronei",
    "υπογράφει": "ypografei",
    "αναβάλλει": "anavallei",
    "τη συμφωνία": "ti symfonia",
    "τον νόμο για τον τύπο": "ton nomo gia ton typo",
    "τις εκλογές": "tis ekloges",
    "الوزير": "lwzyr",
    "البرلمان": "lbrlmn",
    "المحكمة": "lmhkmh",
    "يلغي": "ylghy",
    "يوقع": "ywq",
    "يؤجل": "yujl",
    "الاتفاق": "ltfq",
    "قانون الصحافة": "qnwn lshfh",
    "الانتخابات": "lntkhbt",
    "部长": "buzhang",
    "议会": "yihui",
    "最高法院": "zuigaofayuan",
    "取消": "quxiao",
    "签署": "qianshu",
    "推迟": "tuichi",
    "天然气协议": "tianranqixieyi",
    "新闻法": "xinwenfa",
    "选举日程": "xuanjuricheng",
    "Die Behörde": "die behorde",
    "kündigt": "kundigt",
    "prüft": "pruft",
    "die Überprüfung der Häfen": "die uberprufung der hafen",
    "La Cour suprême": "la cour supreme",
    "l’accord gazier": "laccord gazier",
    "les élections": "les elections",
    "l’échange de prisonniers": "lechange de prisonniers",
    "Valparaíso": "valparaiso",
    "Liepāja": "liepaja",
    "Klaipėda": "klaipeda",
    "Bălți": "balti",
    "Fès": "fes",
    "Tromsø": "tromso",
    "Gdańsk": "gdansk",
    "Iași": "iasi",
    "Thiès": "thies",
    "Niš": "nis",
    "Košice": "kosice",
    "Malmö": "malmo",
    "İzmir": "izmir",
    "Huế": "hue",
}
"""How the words above that are not ASCII read in an ID."""
LOOSE = frozenset("a an the after against and at before by for from in of on over to under until with".split())
"""Those of the words above at which no ID is cut off."""
