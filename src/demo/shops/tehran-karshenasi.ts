import { personOf } from '../people.ts'
import type { DemoShop } from '../types.ts'

const irr = (amount: number) => ({ amount, currency: 'IRR' })
const PIT = [{ kind: 'technician' as const }, { kind: 'bay' as const }]

const FIRST = [
  'مریم',
  'رضا',
  'زهرا',
  'امیر',
  'سارا',
  'حسین',
  'نرگس',
  'علی',
  'فاطمه',
  'مهدی',
  'لیلا',
  'سعید',
  'الهام',
  'بهرام',
  'شیرین',
  'کاوه',
  'پریسا',
  'داریوش',
  'نسرین',
  'یاسمن',
]
const LAST = [
  'احمدی',
  'محمدی',
  'رضایی',
  'کریمی',
  'حسینی',
  'موسوی',
  'جعفری',
  'صادقی',
  'نوری',
  'قاسمی',
  'شریفی',
  'یوسفی',
  'رستمی',
  'طاهری',
  'سلطانی',
  'فرهادی',
  'نیک‌نام',
  'پورحسین',
  'اکبری',
  'یزدانی',
]
const CARS: [string, string][] = [
  ['پژو', '۲۰۶'],
  ['پژو', 'پارس'],
  ['سمند', 'LX'],
  ['دنا', 'پلاس'],
  ['پراید', '۱۳۱'],
  ['تیبا', '۲'],
  ['کوییک', 'R'],
  ['رنو', 'تندر ۹۰'],
  ['هیوندای', 'النترا'],
  ['کیا', 'سراتو'],
]

export const tehranKarshenasi: DemoShop = {
  shop: {
    slug: 'tehran-karshenasi',
    name: 'کارشناسی تهران',
    kinds: ['inspection', 'workshop'],
    city: 'تهران',
    address: 'خیابان شریعتی، نرسیده به پل رومی، پلاک ۱۴۲',
    region: 'IR',
    location: { lat: 35.7847, lon: 51.4392 },
    timezone: 'Asia/Tehran',
    currency: 'IRR',
    locale: 'fa',
    calendar: 'jalali',
    taxMode: 'added',
    tax: { name: 'مالیات بر ارزش افزوده', percent: 10 },
    phone: '021 8877 6655',
    email: 'salam@tehran-karshenasi.example',
    hours: [
      ...[6, 7, 1, 2, 3].map((weekday) => ({ weekday, opens: '08:30', closes: '17:30' })),
      { weekday: 4, opens: '08:30', closes: '13:00' },
    ],
    approved: true,
  },
  edit: {
    legalName: 'شرکت کارشناسی خودرو تهران',
    taxNumber: '10101234567',
    accent: '#1d6b45',
    qualityCheck: true,
    slotStepMinutes: 30,
    leadMinutes: 180,
    horizonDays: 60,
  },
  texts: [
    {
      key: 'late_policy',
      locale: 'en',
      body: 'We wait twenty minutes for you. After that the inspection moves to the next free time of the day.',
    },
    {
      key: 'late_policy',
      locale: 'fa',
      body: 'بیست دقیقه منتظر شما می‌مانیم. پس از آن کارشناسی به نخستین وقت آزاد همان روز می‌رود.',
    },
    {
      key: 'about',
      locale: 'fa',
      body: 'مرکز کارشناسی و تعمیر خودرو در خیابان شریعتی. پیش از خرید، خودرو را از رنگ تا موتور می‌سنجیم و گزارش مکتوب می‌دهیم.',
    },
    {
      key: 'about',
      locale: 'en',
      body: 'Vehicle inspection and repair in Shariati Street, Tehran. Before you buy, we check the car from its paint to its engine and give you a written report.',
    },
    {
      key: 'terms',
      locale: 'fa',
      body: 'کار پس از تأیید قیمت از سوی شما آغاز می‌شود. گزارش کارشناسی وضعیت خودرو را در روز بازدید نشان می‌دهد. پرداخت هنگام تحویل است. کار تعمیری سه ماه ضمانت دارد.',
    },
    {
      key: 'terms',
      locale: 'en',
      body: 'Work begins once you have agreed to its price. An inspection report tells the state of the car on the day it was seen. Payment is due at pickup. Repairs are under warranty for three months.',
    },
    {
      key: 'privacy',
      locale: 'fa',
      body: 'نام، شمارهٔ تماس، پلاک و سابقهٔ خودروی شما را تنها برای انجام کار نگه می‌داریم و به کسی نمی‌دهیم. برای دیدن، اصلاح یا حذف آن به ما بگویید.',
    },
    {
      key: 'privacy',
      locale: 'en',
      body: 'We keep your name, number, plate and the history of your car to do our work, and give them to nobody. Tell us if you want to see, correct or delete them.',
    },
    {
      key: 'imprint',
      locale: 'fa',
      body: 'شرکت کارشناسی خودرو تهران\nتهران، خیابان شریعتی، پلاک ۱۴۲\nشناسهٔ ملی ۱۰۱۰۱۲۳۴۵۶۷',
    },
    { key: 'imprint', locale: 'en', body: 'Tehran Karshenasi\n142 Shariati Street, Tehran' },
  ],
  people: [
    { name: 'بهزاد مدیری', roles: ['owner'], email: 'modir@fixbay.example' },
    { name: 'نگار پذیرش', roles: ['advisor'], email: 'paziresh@tehran-karshenasi.example' },
    { name: 'استاد قنبری', roles: ['technician'], email: 'ghanbari@tehran-karshenasi.example' },
    { name: 'محسن رنگ‌شناس', roles: ['technician'], email: 'mohsen@tehran-karshenasi.example' },
    { name: 'سیاوش فنی', roles: ['technician'], email: 'siavash@tehran-karshenasi.example' },
  ],
  shifts: [
    ...[6, 7, 1, 2, 3].map((weekday) => ({ weekday, opens: '08:30', closes: '18:00' })),
    { weekday: 4, opens: '08:30', closes: '13:30' },
  ],
  places: [
    { kind: 'bay', name: 'جایگاه ۱' },
    { kind: 'bay', name: 'جایگاه ۲' },
    { kind: 'bay', name: 'چال سرویس' },
  ],
  ownRole: {
    name: 'سرشیفت',
    permissions: [
      'orders.read',
      'orders.edit',
      'orders.assign',
      'orders.move',
      'schedule.read',
      'staff.read',
      'parts.read',
      'shop.read',
      'timeoff.ask',
      'clock.own',
    ],
  },
  invited: { name: 'آرزو دفتری', roles: ['finance'], phone: '0912 555 0143' },
  devices: [
    { name: 'رایانهٔ پذیرش', place: 'میز ورودی', lockMinutes: 5 },
    { name: 'تبلت تعمیرگاه', place: 'جایگاه ۲', lockMinutes: 2 },
  ],
  keys: [
    { name: 'فرم نوبت‌دهی وب‌سایت', permissions: ['shop.read', 'requests.create', 'appointments.create'] },
    { name: 'نرم‌افزار حسابداری', permissions: ['invoices.read', 'customers.read'] },
  ],
  doubles: [
    {
      first: { name: 'محمدرضا کاشانی', phone: '0935 220 1417', address: 'تهران، دولت، کوچهٔ یاس، پلاک ۸' },
      again: { name: 'رضا کاشانی', phone: '0935 220 1417' },
    },
    {
      first: { name: 'فریبا نیک‌اندیش', phone: '0935 220 1662', email: 'fariba@mail.example' },
      again: { name: 'فریبا نیک اندیش', phone: '0935 220 1662' },
    },
  ],
  closure: { startsOn: '2026-03-21', endsOn: '2026-03-24', reason: 'نوروز', yearly: 'jalali' },
  services: [
    {
      service: {
        name: 'کارشناسی کامل خودرو',
        category: 'کارشناسی',
        description: 'بدنه، رنگ، موتور، گیربکس، برق و آزمون جاده با گزارش مکتوب.',
        translations: {
          en: {
            category: 'Inspection',
            name: 'Full vehicle inspection',
            description: 'Body, paint, engine, gearbox, electrics and a road test, with a written report.',
          },
        },
        durationMinutes: 90,
        priceKind: 'fixed',
        price: irr(18_500_000),
        cost: irr(6_000_000),
        needs: PIT,
      },
      concerns: [
        'می‌خواهم این خودرو را بخرم، لطفاً کامل بررسی شود.',
        'کارشناسی پیش از خرید.',
        'فروشنده می‌گوید بی‌رنگ است؛ می‌خواهم مطمئن شوم.',
      ],
      findings: [
        {
          cause: 'گلگیر جلو راست رنگ دارد، موتور و گیربکس سالم.',
          correction: 'گزارش کارشناسی تهیه شد.',
          parts: [],
        },
      ],
    },
    {
      service: {
        name: 'تشخیص رنگ',
        category: 'کارشناسی',
        description: 'سنجش ضخامت رنگ همهٔ قطعات بدنه.',
        translations: {
          en: {
            name: 'Paint check',
            description: 'Paint thickness of every body panel.',
            category: 'Inspection',
          },
        },
        durationMinutes: 30,
        priceKind: 'fixed',
        price: irr(6_500_000),
        cost: irr(1_500_000),
        needs: PIT,
      },
      concerns: ['فقط تشخیص رنگ می‌خواهم.', 'شک دارم در عقب تعویض شده باشد.'],
    },
    {
      service: {
        name: 'تعویض روغن و فیلتر',
        category: 'سرویس',
        description: 'روغن موتور، فیلتر روغن و هوا، بازدید مایعات.',
        translations: {
          en: {
            category: 'Maintenance',
            name: 'Oil and filter change',
            description: 'Engine oil, oil and air filter, fluids checked.',
          },
        },
        durationMinutes: 45,
        cleanupMinutes: 15,
        priceKind: 'fixed',
        price: irr(4_800_000),
        cost: irr(1_800_000),
        needs: PIT,
      },
      concerns: ['وقت تعویض روغن است.', 'چراغ روغن روشن شد.'],
      findings: [
        {
          cause: 'روغن سوخته و فیلتر کثیف.',
          correction: 'روغن و فیلترها عوض شد.',
          parts: [
            { text: 'روغن موتور ۴ لیتری', amount: 9_500_000 },
            { text: 'فیلتر روغن', amount: 1_900_000 },
          ],
        },
      ],
      proposal: { title: 'تعویض فیلتر هوا', amount: 2_400_000 },
    },
    {
      service: {
        name: 'لنت ترمز جلو',
        category: 'ترمز',
        description: 'تعویض لنت جلو و بازدید دیسک.',
        translations: {
          en: { name: 'Front brake pads', description: 'New front pads, discs checked.', category: 'Brakes' },
        },
        durationMinutes: 75,
        cleanupMinutes: 15,
        priceKind: 'from',
        price: irr(12_000_000),
        cost: irr(4_000_000),
        needs: PIT,
      },
      concerns: ['ترمز که می‌گیرم صدا می‌دهد.', 'پدال ترمز پایین می‌رود.'],
      photos: ['brake'],
      findings: [
        {
          cause: 'لنت جلو تمام شده بود.',
          correction: 'لنت عوض شد و ترمز تنظیم شد.',
          parts: [{ text: 'لنت جلو', amount: 14_500_000 }],
        },
      ],
      proposal: { title: 'تراش دیسک جلو', amount: 7_000_000 },
    },
    {
      service: {
        name: 'دیاگ و عیب‌یابی',
        category: 'عیب‌یابی',
        description: 'خواندن خطاها و یافتن علت.',
        translations: {
          en: {
            name: 'Diagnosis',
            description: 'Reading the faults and finding the cause.',
            category: 'Diagnosis',
          },
        },
        durationMinutes: 60,
        priceKind: 'fixed',
        price: irr(7_500_000),
        cost: irr(2_000_000),
        needs: PIT,
      },
      concerns: ['چراغ چک روشن است و ماشین ریپ می‌زند.', 'صبح‌ها دیر روشن می‌شود.', 'در سرعت بالا فرمان می‌لرزد.'],
      photos: ['dashboard'],
      findings: [
        {
          cause: 'کویل سیلندر سه خراب بود.',
          correction: 'کویل و شمع‌ها عوض شد، خطا پاک شد.',
          parts: [
            { text: 'کویل', amount: 16_000_000 },
            { text: 'شمع', amount: 2_600_000, quantity: 4 },
          ],
        },
      ],
    },
    {
      service: {
        name: 'صافکاری و نقاشی',
        category: 'بدنه',
        description: 'پس از دیدن خودرو قیمت می‌دهیم.',
        translations: {
          en: {
            name: 'Body work and paint',
            description: 'Priced after we have seen the car.',
            category: 'Body',
          },
        },
        durationMinutes: 120,
        priceKind: 'quote',
        price: null,
        needs: PIT,
      },
      concerns: ['در سمت راننده فرورفته است.'],
      photos: ['dent'],
    },
  ],
  customer: (random) => {
    const { name, number } = personOf(random, FIRST, LAST)
    return {
      name,
      email: number % 4 === 0 ? `moshtari${1000 + number}@mail.example` : null,
      phone: `0912${1_200_000 + number * 20_011}`,
    }
  },
  asset: (random) => {
    const [make, model] = random.one(CARS)
    const plate = `${random.between(11, 99)} ${random.one(['ب', 'ج', 'د', 'س', 'ص', 'ط', 'ق', 'ل', 'م', 'ن', 'ه', 'ی'])} ${random.between(111, 999)} ${random.between(11, 99)}`
    return {
      kind: 'vehicle',
      make,
      model,
      year: random.between(2008, 2025),
      plate,
      odometer: random.between(12000, 240000),
    }
  },
  notes: [
    'سوییچ در پذیرش است.',
    'مشتری در سالن منتظر است.',
    'قطعهٔ کهنه نشان داده شود.',
    'پیش از ظهر تماس بگیرید.',
  ],
  waits: {
    parts: 'قطعه از نمایندگی سفارش شد، فردا می‌رسد',
    hold: 'مشتری دربارهٔ تراش دیسک تصمیم می‌گیرد',
    delay: 'پیچ کالیپر بریده بود',
  },
}
