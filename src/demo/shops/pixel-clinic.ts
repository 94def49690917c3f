import { personOf } from '../people.ts'
import type { DemoShop } from '../types.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const DESK = [{ kind: 'technician' as const }, { kind: 'bench' as const, holdsCleanup: false }]

const FIRST = [
  'Lena',
  'Jonas',
  'Mia',
  'Emre',
  'Sophie',
  'Paul',
  'Fatma',
  'Ben',
  'Clara',
  'Luca',
  'Ewa',
  'Hannes',
  'Zoé',
  'Mehmet',
  'Greta',
  'Anton',
  'Leyla',
  'Finn',
  'Ida',
  'Oskar',
]
const LAST = [
  'Schmidt',
  'Yılmaz',
  'Weber',
  'Nowak',
  'Krüger',
  'Hoffmann',
  'Demir',
  'Braun',
  'Zimmermann',
  'Lehmann',
  'Popescu',
  'Vogel',
  'Haas',
  'Öztürk',
  'Winter',
  'Sommer',
  'Ivanova',
  'Keller',
  'Sánchez',
  'Wolf',
]
const DEVICES: [string, string][] = [
  ['Apple', 'iPhone 14'],
  ['Apple', 'iPhone 13 mini'],
  ['Apple', 'iPhone SE'],
  ['Apple', 'iPad Air'],
  ['Samsung', 'Galaxy S23'],
  ['Samsung', 'Galaxy A54'],
  ['Google', 'Pixel 8'],
  ['Xiaomi', 'Redmi Note 12'],
  ['Fairphone', 'Fairphone 5'],
  ['OnePlus', 'Nord 3'],
]

export const pixelClinic: DemoShop = {
  shop: {
    slug: 'pixel-clinic',
    name: 'Pixel Clinic',
    kinds: ['device'],
    city: 'Berlin',
    address: 'Oranienstraße 38',
    region: 'DE',
    location: { lat: 52.5011, lon: 13.4194 },
    timezone: 'Europe/Berlin',
    currency: 'EUR',
    locale: 'en',
    taxMode: 'included',
    tax: { name: 'VAT', percent: 19 },
    phone: '030 23125 0142',
    email: 'hallo@pixel-clinic.example',
    website: 'https://pixel-clinic.example',
    hours: [
      ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '10:00', closes: '19:00' })),
      { weekday: 6, opens: '11:00', closes: '16:00' },
    ],
    approved: true,
  },
  edit: {
    confirmAskMinutes: 24 * 60,
    confirmReleaseMinutes: 2 * 60,
    legalName: 'Pixel Clinic GmbH',
    taxNumber: 'DE123456789',
    accent: '#6b3fa0',
    qualityCheck: false,
    slotStepMinutes: 15,
    leadMinutes: 60,
    horizonDays: 45,
    invoicePrefix: 'PC-',
  },
  texts: [
    {
      key: 'late_policy',
      locale: 'en',
      body: 'We keep your bench for ten minutes. If you come later, you may have to wait until the next one is free.',
    },
    {
      key: 'late_policy',
      locale: 'fa',
      body: 'میز کار شما را ده دقیقه نگه می‌داریم. اگر دیرتر بیایید شاید لازم شود تا خالی شدن میز بعدی صبر کنید.',
    },
    {
      key: 'about',
      locale: 'en',
      body: 'Phones and tablets in Kreuzberg. Most screens and batteries while you wait; your data stays on your device.',
    },
    {
      key: 'about',
      locale: 'fa',
      body: 'تعمیر تلفن و تبلت در کرویتسبرگ. بیشتر نمایشگرها و باتری‌ها تا شما منتظرید تعویض می‌شوند و داده‌هایتان روی دستگاه می‌ماند.',
    },
    {
      key: 'terms',
      locale: 'en',
      body: 'Prices include VAT. Please back up your data before you hand in a device. We give 12 months of warranty on parts and work. Devices that are not picked up within 90 days are stored at your cost.',
    },
    {
      key: 'terms',
      locale: 'fa',
      body: 'قیمت‌ها با مالیات است. پیش از تحویل دستگاه از داده‌ها پشتیبان بگیرید. قطعه و کار ۱۲ ماه ضمانت دارد. دستگاهی که تا ۹۰ روز برده نشود با هزینهٔ شما نگهداری می‌شود.',
    },
    {
      key: 'privacy',
      locale: 'en',
      body: 'We process your name, contact details and device identity to carry out the repair (Art. 6 (1) b GDPR) and keep invoices for ten years (Art. 6 (1) c). You may ask for access, correction and erasure at any time.',
    },
    {
      key: 'privacy',
      locale: 'fa',
      body: 'نام، راه تماس و شناسهٔ دستگاه را برای انجام تعمیر به کار می‌بریم و فاکتورها را ده سال نگه می‌داریم. هر زمان می‌توانید دسترسی، اصلاح یا حذف بخواهید.',
    },
    {
      key: 'imprint',
      locale: 'en',
      body: 'Pixel Clinic GmbH\nOranienstraße 38, 10999 Berlin\nManaging director: Katrin Vogt\nAmtsgericht Charlottenburg, HRB 000000\nVAT ID DE123456789',
    },
    {
      key: 'imprint',
      locale: 'fa',
      body: 'Pixel Clinic GmbH\nOranienstraße 38, 10999 Berlin\nمدیر: Katrin Vogt',
    },
  ],
  people: [
    { name: 'Katrin Vogt', roles: ['owner'], email: 'owner@pixel-clinic.example' },
    { name: 'Deniz Aydın', roles: ['advisor'], email: 'advisor@pixel-clinic.example' },
    { name: 'Felix Brandt', roles: ['technician'], email: 'felix@pixel-clinic.example' },
    { name: 'Noor Rahman', roles: ['technician'], email: 'noor@pixel-clinic.example' },
    { name: 'Tilda Sand', roles: ['technician'], email: 'tilda@pixel-clinic.example' },
  ],
  shifts: [
    ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '10:00', closes: '19:30' })),
    { weekday: 6, opens: '11:00', closes: '16:30' },
  ],
  places: [
    { kind: 'bench', name: 'Bench A', lanes: 4 },
    { kind: 'bench', name: 'Bench B', lanes: 2 },
    { kind: 'loaner', name: 'Loaner phone 1' },
  ],
  ownRole: {
    name: 'Shift lead',
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
  closure: { startsOn: '2025-10-03', endsOn: '2025-10-03', reason: 'German Unity Day', yearly: 'gregorian' },
  services: [
    {
      service: {
        name: 'Screen replacement',
        category: 'Phones',
        description: 'New display with frame seal, touch and brightness tested. About an hour.',
        translations: {
          fa: {
            category: 'موبایل',
            name: 'تعویض نمایشگر',
            description: 'نمایشگر نو با آب‌بندی، آزمون لمس و روشنایی. حدود یک ساعت.',
          },
        },
        durationMinutes: 60,
        priceKind: 'fixed',
        price: eur(18900),
        cost: eur(9200),
        needs: DESK,
      },
      concerns: [
        'Dropped it on the stairs, the screen is cracked.',
        'There is a green line down the display.',
        'Touch does not react in the upper corner.',
      ],
      photos: ['screen'],
      findings: [
        {
          cause: 'Display glass broken, digitiser damaged.',
          correction: 'Replaced display assembly, all tests passed.',
          parts: [{ text: 'Tempered glass protector', amount: 1490 }],
        },
      ],
      proposal: { title: 'Replace back glass', amount: 8900 },
    },
    {
      service: {
        name: 'Battery replacement',
        category: 'Phones',
        description: 'New battery, health and charging tested.',
        translations: {
          fa: { name: 'تعویض باتری', description: 'باتری نو، آزمون سلامت و شارژ.', category: 'موبایل' },
        },
        durationMinutes: 30,
        priceKind: 'fixed',
        price: eur(6900),
        cost: eur(2300),
        needs: DESK,
      },
      concerns: ['Battery is empty by noon.', 'It switches off at 30 percent.', 'The back cover is bulging.'],
      photos: ['battery'],
      findings: [{ cause: 'Battery health 71 %.', correction: 'Replaced battery, calibrated.', parts: [] }],
    },
    {
      service: {
        name: 'Charging port',
        category: 'Phones',
        description: 'Cleaned first; replaced if that does not help.',
        translations: {
          fa: { name: 'سوکت شارژ', description: 'اول تمیز می‌شود؛ اگر کافی نبود تعویض.', category: 'موبایل' },
        },
        durationMinutes: 45,
        priceKind: 'from',
        price: eur(4900),
        cost: eur(1500),
        needs: DESK,
      },
      concerns: ['It only charges when I hold the cable.', 'No reaction to any cable.'],
      findings: [
        {
          cause: 'Contacts corroded.',
          correction: 'Replaced the port.',
          parts: [{ text: 'USB-C port assembly', amount: 2400 }],
        },
      ],
    },
    {
      service: {
        name: 'Water damage check',
        category: 'Diagnosis',
        description: 'Opened, cleaned, measured. Then you decide.',
        translations: {
          fa: {
            category: 'عیب‌یابی',
            name: 'بررسی آب‌خوردگی',
            description: 'باز کردن، تمیز کردن و اندازه‌گیری. بعد شما تصمیم می‌گیرید.',
          },
        },
        durationMinutes: 45,
        priceKind: 'fixed',
        price: eur(3900),
        cost: eur(900),
        needs: DESK,
      },
      concerns: ['It fell into the sink last night.'],
    },
    {
      service: {
        name: 'Data rescue',
        category: 'Data',
        description: 'From phones that no longer start. Price after a first look.',
        translations: {
          fa: {
            name: 'بازیابی داده',
            description: 'از تلفنی که دیگر روشن نمی‌شود. قیمت پس از بررسی نخست.',
            category: 'اطلاعات',
          },
        },
        durationMinutes: 90,
        priceKind: 'quote',
        price: null,
        needs: DESK,
      },
      concerns: ['It does not start any more and there are photos of my daughter on it.'],
    },
    {
      service: {
        name: 'Tablet screen',
        category: 'Tablets',
        description: 'Glass or display of a tablet.',
        translations: {
          fa: { name: 'نمایشگر تبلت', description: 'شیشه یا نمایشگر تبلت.', category: 'تبلت' },
        },
        durationMinutes: 90,
        priceKind: 'from',
        price: eur(14900),
        cost: eur(7100),
        needs: DESK,
      },
      concerns: ['My son sat on it.'],
      photos: ['screen'],
    },
  ],
  customer: (random) => {
    const { name, number } = personOf(random, FIRST, LAST)
    return {
      name,
      email: number % 10 === 0 ? null : `kunde${1000 + number}@mail.example`,
      phone: `0151 2312 ${1000 + number * 17}`,
    }
  },
  asset: (random) => {
    const [brand, model] = random.one(DEVICES)
    return { kind: 'device', brand, model, serial: `F2L${random.between(100000, 999999)}Q` }
  },
  notes: [
    'Passcode will be entered by the customer at pickup.',
    'No backup, be careful with the data.',
    'Lent out loaner phone 1.',
    'Customer asks for a message when it is done.',
  ],
  waits: {
    parts: 'Display on back order, due in two days',
    hold: 'Waiting for the customer’s passcode',
    delay: 'The first display was faulty',
  },
}
