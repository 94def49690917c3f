import { searchKey } from '../../kit/input/fold.ts'

/** A town that people name when they are asked where they are. Degrees, to about a kilometre. */
export interface City {
  en: string
  fa: string
  /** ISO country. */
  region: string
  lat: number
  lon: number
}

// English | Persian | latitude | longitude, by country. Coordinates of the centre.
const TABLE: Record<string, string> = {
  IR: `Tehran|تهران|35.69|51.39
Mashhad|مشهد|36.30|59.61
Isfahan|اصفهان|32.65|51.67
Karaj|کرج|35.84|50.97
Shiraz|شیراز|29.61|52.53
Tabriz|تبریز|38.08|46.29
Qom|قم|34.64|50.88
Ahvaz|اهواز|31.32|48.68
Kermanshah|کرمانشاه|34.31|47.07
Urmia|ارومیه|37.55|45.07
Rasht|رشت|37.28|49.58
Zahedan|زاهدان|29.50|60.86
Hamadan|همدان|34.80|48.51
Kerman|کرمان|30.28|57.08
Yazd|یزد|31.90|54.36
Ardabil|اردبیل|38.25|48.29
Bandar Abbas|بندرعباس|27.19|56.28
Arak|اراک|34.09|49.70
Eslamshahr|اسلام‌شهر|35.55|51.23
Zanjan|زنجان|36.68|48.49
Sanandaj|سنندج|35.31|46.99
Qazvin|قزوین|36.27|50.00
Khorramabad|خرم‌آباد|33.49|48.35
Gorgan|گرگان|36.84|54.44
Sari|ساری|36.56|53.06
Kashan|کاشان|33.98|51.43
Qods|قدس|35.72|51.11
Shahriar|شهریار|35.66|51.06
Malard|ملارد|35.67|50.98
Dezful|دزفول|32.38|48.40
Nishapur|نیشابور|36.21|58.80
Babol|بابل|36.55|52.68
Amol|آمل|36.47|52.35
Sabzevar|سبزوار|36.21|57.68
Najafabad|نجف‌آباد|32.63|51.37
Borujerd|بروجرد|33.90|48.75
Abadan|آبادان|30.35|48.28
Varamin|ورامین|35.32|51.65
Bojnurd|بجنورد|37.47|57.33
Bushehr|بوشهر|28.97|50.84
Birjand|بیرجند|32.87|59.22
Ilam|ایلام|33.64|46.42
Shahrekord|شهرکرد|32.33|50.86
Yasuj|یاسوج|30.67|51.59
Semnan|سمنان|35.58|53.39
Shahrud|شاهرود|36.42|54.98
Maragheh|مراغه|37.39|46.24
Khoy|خوی|38.55|44.95
Saveh|ساوه|35.02|50.36
Mahabad|مهاباد|36.76|45.72
Bandar Anzali|بندر انزلی|37.47|49.46
Rafsanjan|رفسنجان|30.41|55.99
Sirjan|سیرجان|29.45|55.68
Marvdasht|مرودشت|29.87|52.80
Jahrom|جهرم|28.50|53.56
Chabahar|چابهار|25.29|60.64
Kish|کیش|26.54|53.98
Lahijan|لاهیجان|37.21|50.00
Pakdasht|پاکدشت|35.48|51.68
Qarchak|قرچک|35.43|51.57`,
  DE: `Berlin|برلین|52.52|13.40
Hamburg|هامبورگ|53.55|9.99
Munich|مونیخ|48.14|11.58
Cologne|کلن|50.94|6.96
Frankfurt|فرانکفورت|50.11|8.68
Stuttgart|اشتوتگارت|48.78|9.18
Düsseldorf|دوسلدورف|51.23|6.78
Leipzig|لایپزیگ|51.34|12.37
Dortmund|دورتموند|51.51|7.47
Essen|اسن|51.46|7.01
Bremen|برمن|53.08|8.80
Dresden|درسدن|51.05|13.74
Hanover|هانوفر|52.38|9.73
Nuremberg|نورنبرگ|49.45|11.08
Duisburg|دویسبورگ|51.43|6.76
Bochum|بوخوم|51.48|7.22
Wuppertal|ووپرتال|51.26|7.18
Bielefeld|بیله‌فلد|52.02|8.53
Bonn|بن|50.73|7.10
Münster|مونستر|51.96|7.63
Karlsruhe|کارلسروهه|49.01|8.40
Mannheim|مانهایم|49.49|8.47
Augsburg|آوگسبورگ|48.37|10.90
Wiesbaden|ویسبادن|50.08|8.24
Kiel|کیل|54.32|10.14
Aachen|آخن|50.78|6.08
Freiburg|فرایبورگ|47.99|7.85
Mainz|ماینتس|49.99|8.27
Rostock|روستوک|54.09|12.10
Kassel|کاسل|51.31|9.48`,
  US: `New York|نیویورک|40.71|-74.01
Los Angeles|لس‌آنجلس|34.05|-118.24
Chicago|شیکاگو|41.88|-87.63
Houston|هیوستون|29.76|-95.37
Phoenix|فینیکس|33.45|-112.07
Philadelphia|فیلادلفیا|39.95|-75.17
San Antonio|سن‌آنتونیو|29.42|-98.49
San Diego|سن‌دیگو|32.72|-117.16
Dallas|دالاس|32.78|-96.80
Austin|آستین|30.27|-97.74
San Jose|سن‌خوزه|37.34|-121.89
Jacksonville|جکسونویل|30.33|-81.66
Fort Worth|فورت‌ورث|32.76|-97.33
Columbus|کلمبوس|39.96|-83.00
Charlotte|شارلوت|35.23|-80.84
Indianapolis|ایندیاناپولیس|39.77|-86.16
San Francisco|سان‌فرانسیسکو|37.77|-122.42
Seattle|سیاتل|47.61|-122.33
Denver|دنور|39.74|-104.99
Washington|واشینگتن|38.91|-77.04
Boston|بوستون|42.36|-71.06
Nashville|نشویل|36.16|-86.78
Detroit|دیترویت|42.33|-83.05
Oklahoma City|اوکلاهماسیتی|35.47|-97.52
Portland|پورتلند|45.52|-122.68
Las Vegas|لاس‌وگاس|36.17|-115.14
Memphis|ممفیس|35.15|-90.05
Louisville|لوئیویل|38.25|-85.76
Baltimore|بالتیمور|39.29|-76.61
Milwaukee|میلواکی|43.04|-87.91
Albuquerque|آلبوکرکی|35.08|-106.65
Tucson|توسان|32.22|-110.97
Fresno|فرزنو|36.74|-119.79
Sacramento|ساکرامنتو|38.58|-121.49
Kansas City|کانزاس‌سیتی|39.10|-94.58
Atlanta|آتلانتا|33.75|-84.39
Omaha|اوماها|41.26|-95.94
Raleigh|رالی|35.78|-78.64
Miami|میامی|25.76|-80.19
Minneapolis|مینیاپولیس|44.98|-93.27
Cleveland|کلیولند|41.50|-81.69
New Orleans|نیواورلئان|29.95|-90.07
Tampa|تمپا|27.95|-82.46
Pittsburgh|پیتسبورگ|40.44|-79.99
Cincinnati|سینسیناتی|39.10|-84.51
Salt Lake City|سالت‌لیک‌سیتی|40.76|-111.89
Honolulu|هونولولو|21.31|-157.86
Anchorage|انکوریج|61.22|-149.90`,
  GB: `London|لندن|51.51|-0.13
Birmingham|بیرمنگام|52.49|-1.89
Manchester|منچستر|53.48|-2.24
Glasgow|گلاسگو|55.86|-4.25`,
  FR: `Paris|پاریس|48.86|2.35
Lyon|لیون|45.76|4.84
Marseille|مارسی|43.30|5.37`,
  CA: `Toronto|تورنتو|43.65|-79.38
Montreal|مونترال|45.50|-73.57
Vancouver|ونکوور|49.28|-123.12`,
  TR: `Istanbul|استانبول|41.01|28.98
Ankara|آنکارا|39.93|32.86
Izmir|ازمیر|38.42|27.14`,
  AE: `Dubai|دبی|25.20|55.27
Abu Dhabi|ابوظبی|24.45|54.38`,
  AU: `Sydney|سیدنی|-33.87|151.21
Melbourne|ملبورن|-37.81|144.96`,
  IN: `Delhi|دهلی|28.61|77.21
Mumbai|بمبئی|19.08|72.88`,
  CN: `Beijing|پکن|39.90|116.41
Shanghai|شانگهای|31.23|121.47`,
  BR: `São Paulo|سائوپائولو|-23.55|-46.63
Rio de Janeiro|ریودوژانیرو|-22.91|-43.17`,
  RU: `Moscow|مسکو|55.76|37.62
Saint Petersburg|سن‌پترزبورگ|59.93|30.34`,
  ES: `Madrid|مادرید|40.42|-3.70
Barcelona|بارسلونا|41.39|2.17`,
  IT: `Rome|رم|41.90|12.50
Milan|میلان|45.46|9.19`,
  NL: 'Amsterdam|آمستردام|52.37|4.90',
  BE: 'Brussels|بروکسل|50.85|4.35',
  AT: 'Vienna|وین|48.21|16.37',
  CH: 'Zurich|زوریخ|47.38|8.54',
  SE: 'Stockholm|استکهلم|59.33|18.07',
  NO: 'Oslo|اسلو|59.91|10.75',
  DK: 'Copenhagen|کپنهاگ|55.68|12.57',
  FI: 'Helsinki|هلسینکی|60.17|24.94',
  IE: 'Dublin|دوبلین|53.35|-6.26',
  PT: 'Lisbon|لیسبون|38.72|-9.14',
  GR: 'Athens|آتن|37.98|23.73',
  PL: 'Warsaw|ورشو|52.23|21.01',
  CZ: 'Prague|پراگ|50.08|14.44',
  HU: 'Budapest|بوداپست|47.50|19.04',
  RO: 'Bucharest|بخارست|44.43|26.10',
  UA: 'Kyiv|کی‌یف|50.45|30.52',
  IQ: `Baghdad|بغداد|33.31|44.37
Erbil|اربیل|36.19|44.01`,
  AF: `Kabul|کابل|34.56|69.21
Herat|هرات|34.35|62.20`,
  TJ: 'Dushanbe|دوشنبه|38.56|68.79',
  AZ: 'Baku|باکو|40.41|49.87',
  AM: 'Yerevan|ایروان|40.19|44.52',
  GE: 'Tbilisi|تفلیس|41.72|44.83',
  SA: 'Riyadh|ریاض|24.71|46.68',
  QA: 'Doha|دوحه|25.29|51.53',
  KW: 'Kuwait City|کویت|29.38|47.99',
  OM: 'Muscat|مسقط|23.59|58.38',
  LB: 'Beirut|بیروت|33.89|35.50',
  EG: 'Cairo|قاهره|30.04|31.24',
  ZA: 'Johannesburg|ژوهانسبورگ|-26.20|28.05',
  NG: 'Lagos|لاگوس|6.52|3.38',
  KE: 'Nairobi|نایروبی|-1.29|36.82',
  PK: `Karachi|کراچی|24.86|67.01
Lahore|لاهور|31.55|74.34`,
  JP: 'Tokyo|توکیو|35.68|139.69',
  KR: 'Seoul|سئول|37.57|126.98',
  SG: 'Singapore|سنگاپور|1.35|103.82',
  TH: 'Bangkok|بانکوک|13.76|100.50',
  ID: 'Jakarta|جاکارتا|-6.21|106.85',
  MX: 'Mexico City|مکزیکوسیتی|19.43|-99.13',
  AR: 'Buenos Aires|بوئنوس آیرس|-34.60|-58.38',
  NZ: 'Auckland|اوکلند|-36.85|174.76',
}

/** Some two hundred towns: most of Iran's, Germany's and America's, and the world's largest. */
export const CITIES: readonly City[] = Object.entries(TABLE).flatMap(([region, lines]) =>
  lines.split('\n').map((line) => {
    const [en = '', fa = '', lat, lon] = line.split('|')
    return { en, fa, region, lat: Number(lat), lon: Number(lon) }
  }),
)

const byKey = new Map(CITIES.flatMap((city) => [city.en, city.fa].map((name) => [placeKey(name), city])))

/** A place's name as it is compared: folded, in one word, without what stands behind a comma. */
export function placeKey(typed: string): string {
  return searchKey(typed.split(/[,،]/u)[0] ?? '').replaceAll(' ', '')
}

/** The town of this name, in English or Persian, however it is written. */
export function cityNamed(typed: string): City | undefined {
  return byKey.get(placeKey(typed))
}
