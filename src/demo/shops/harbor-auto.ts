import { personOf } from '../people.ts'
import type { DemoShop } from '../types.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })
const LIFT = [{ kind: 'technician' as const }, { kind: 'bay' as const }]

const FIRST = [
  'James',
  'Maria',
  'Robert',
  'Linda',
  'David',
  'Susan',
  'Wei',
  'Aisha',
  'Carlos',
  'Emily',
  'Noah',
  'Olivia',
  'Priya',
  'Daniel',
  'Rosa',
  'Kevin',
  'Hannah',
  'Marcus',
  'Grace',
  'Tyrone',
]
const LAST = [
  'Miller',
  'Garcia',
  'Johnson',
  'Chen',
  'Okafor',
  'Rossi',
  'Kowalski',
  'Patel',
  'Nguyen',
  'Brown',
  'Sullivan',
  'Lopez',
  'Klein',
  'Baptiste',
  'Anderson',
  'Kim',
  'Morales',
  'Haddad',
  'Fischer',
  'Wright',
]
const CARS: [string, string][] = [
  ['Toyota', 'Corolla'],
  ['Honda', 'Civic'],
  ['Ford', 'F-150'],
  ['Subaru', 'Outback'],
  ['Nissan', 'Rogue'],
  ['Chevrolet', 'Malibu'],
  ['Volkswagen', 'Jetta'],
  ['Hyundai', 'Tucson'],
  ['Mazda', 'CX-5'],
  ['BMW', '330i'],
]

export const harborAuto: DemoShop = {
  shop: {
    slug: 'harbor-auto',
    name: 'Harbor Auto',
    kinds: ['workshop'],
    city: 'Brooklyn, NY',
    address: '214 Van Brunt Street',
    region: 'US',
    location: { lat: 40.6795, lon: -74.0117 },
    timezone: 'America/New_York',
    currency: 'USD',
    locale: 'en',
    taxMode: 'added',
    tax: { name: 'Sales tax', percent: 8.875 },
    phone: '(718) 555-0142',
    email: 'hello@harbor-auto.example',
    website: 'https://harbor-auto.example',
    hours: [
      ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '18:00' })),
      { weekday: 6, opens: '09:00', closes: '14:00' },
    ],
    approved: true,
  },
  edit: {
    legalName: 'Harbor Auto Repair LLC',
    taxNumber: '11-2345678',
    accent: '#0f5c66',
    qualityCheck: true,
    slotStepMinutes: 30,
    leadMinutes: 120,
    horizonDays: 60,
  },
  texts: [
    {
      key: 'late_policy',
      locale: 'en',
      body: 'Running late? Call us. We keep your bay for fifteen minutes, then the next car goes in and we find you another time the same day if we can.',
    },
    {
      key: 'late_policy',
      locale: 'fa',
      body: 'دیر می‌رسید؟ زنگ بزنید. جای شما را پانزده دقیقه نگه می‌داریم؛ پس از آن نوبت خودروی بعدی است و اگر بشود همان روز وقت دیگری پیدا می‌کنیم.',
    },
    {
      key: 'about',
      locale: 'en',
      body: 'A neighborhood workshop in Red Hook since 1998. We work on most makes, we show you the old part, and we call before we do anything that costs more than we said.',
    },
    {
      key: 'about',
      locale: 'fa',
      body: 'تعمیرگاهی محلی در رد هوک از سال ۱۹۹۸. روی بیشتر خودروها کار می‌کنیم، قطعهٔ کهنه را نشانتان می‌دهیم و پیش از هر هزینهٔ بیشتر زنگ می‌زنیم.',
    },
    {
      key: 'terms',
      locale: 'en',
      body: 'We begin work once you have said yes to its price. Work beyond the estimate is done only after we have asked you. Payment is due at pickup. Our work is under warranty for 12 months or 12,000 miles, whichever comes first.',
    },
    {
      key: 'terms',
      locale: 'fa',
      body: 'کار را پس از موافقت شما با قیمت آغاز می‌کنیم. کار بیش از برآورد تنها پس از پرسیدن از شما انجام می‌شود. پرداخت هنگام تحویل است. کار ما ۱۲ ماه یا ۱۹٬۰۰۰ کیلومتر ضمانت دارد.',
    },
    {
      key: 'privacy',
      locale: 'en',
      body: 'We keep your name, your contact details, your car and what we did to it, to do the work and to honor the warranty. We sell nothing to anybody. Ask us at the counter or by mail for a copy, a correction or to be forgotten; invoices are kept for as long as the law asks.',
    },
    {
      key: 'privacy',
      locale: 'fa',
      body: 'نام، راه تماس، خودرو و کارهای انجام‌شده را برای انجام کار و ضمانت نگه می‌داریم و به کسی نمی‌فروشیم. برای دریافت نسخه، اصلاح یا حذف به ما بگویید؛ فاکتورها تا زمانی که قانون می‌خواهد می‌مانند.',
    },
    {
      key: 'imprint',
      locale: 'en',
      body: 'Harbor Auto Repair LLC\n214 Van Brunt Street\nBrooklyn, NY 11231\nNYS DMV repair shop facility no. 7000000',
    },
    {
      key: 'imprint',
      locale: 'fa',
      body: 'Harbor Auto Repair LLC\n214 Van Brunt Street\nBrooklyn, NY 11231',
    },
  ],
  people: [
    { name: 'Olive Harbor', roles: ['owner'], email: 'owner@fixbay.example' },
    { name: 'Max Ferrari', roles: ['manager'], email: 'manager@fixbay.example' },
    { name: 'Ada Brooks', roles: ['advisor'], email: 'advisor@fixbay.example' },
    { name: 'Tom Reyes', roles: ['technician'], email: 'technician@fixbay.example' },
    { name: 'Nina Petrova', roles: ['technician'], email: 'nina@harbor-auto.example' },
    { name: 'Sam Whitfield', roles: ['technician'], email: 'sam@harbor-auto.example' },
    { name: 'Jo Castellano', roles: ['technician'], email: 'jo@harbor-auto.example' },
    { name: 'Fay Lindqvist', roles: ['finance'], email: 'finance@fixbay.example' },
    { name: 'Mia Torres', roles: ['marketing'], email: 'marketing@fixbay.example' },
    { name: 'Ed Novak', roles: ['editor'], email: 'editor@fixbay.example' },
    { name: 'Anna Liszt', roles: ['analyst'], email: 'analyst@fixbay.example' },
    { name: 'Colin Park', roles: ['compliance'], email: 'compliance@fixbay.example' },
  ],
  shifts: [
    ...[1, 2, 3, 4, 5].flatMap((weekday) => [
      { weekday, opens: '08:00', closes: '12:30' },
      { weekday, opens: '13:00', closes: '18:30' },
    ]),
    { weekday: 6, opens: '09:00', closes: '14:30' },
  ],
  places: [
    { kind: 'bay', name: 'Bay 1' },
    { kind: 'bay', name: 'Bay 2' },
    { kind: 'bay', name: 'Bay 3' },
    { kind: 'bay', name: 'Bay 4 (alignment)' },
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
  invited: { name: 'Peter Quint', roles: ['advisor'], email: 'peter.quint@mail.example' },
  devices: [
    { name: 'Counter computer', place: 'Front desk', lockMinutes: 5 },
    { name: 'Bay tablet', place: 'Bay 2', lockMinutes: 2 },
  ],
  keys: [
    { name: 'Website booking form', permissions: ['shop.read', 'requests.create', 'appointments.create'] },
    { name: 'Accounting export', permissions: ['invoices.read', 'customers.read'] },
  ],
  doubles: [
    {
      first: {
        name: 'Jonathan Ferro',
        email: 'j.ferro@mail.example',
        phone: '(332) 555-0141',
        address: '88 Dikeman Street, Brooklyn',
        notes: 'Prefers a call after five.',
      },
      again: { name: 'Jon Ferro', phone: '(332) 555-0141' },
    },
    {
      first: { name: 'Beatrice Lindholm', email: 'b.lindholm@mail.example', phone: '(332) 555-0162' },
      again: { name: 'Bea Lindholm', phone: '(332) 555-0162' },
    },
  ],
  closure: { startsOn: '2025-12-25', endsOn: '2025-12-25', reason: 'Christmas', yearly: 'gregorian' },
  services: [
    {
      service: {
        name: 'Oil and filter change',
        category: 'Maintenance',
        description: 'Synthetic oil, new filter, fluids topped up, tires and lights looked at.',
        translations: {
          fa: {
            category: 'سرویس دوره‌ای',
            name: 'تعویض روغن و فیلتر',
            description: 'روغن سنتتیک، فیلتر نو، تکمیل مایعات و بازدید لاستیک و چراغ‌ها.',
          },
        },
        durationMinutes: 45,
        cleanupMinutes: 15,
        priceKind: 'fixed',
        price: usd(8900),
        cost: usd(3400),
        needs: LIFT,
      },
      concerns: [
        'Due for an oil change.',
        'The oil light came on this morning.',
        'Regular service, please. It has been six months.',
      ],
      findings: [
        {
          cause: 'Oil dark, filter due.',
          correction: 'Changed oil and filter, reset the reminder.',
          parts: [
            { text: '5 qt synthetic oil 0W-20', amount: 3200 },
            { text: 'Oil filter', amount: 1150 },
          ],
        },
      ],
      proposal: { title: 'Replace engine air filter', amount: 4200 },
    },
    {
      service: {
        name: 'Front brake pads',
        category: 'Brakes',
        description: 'New pads on the front axle, rotors measured, brake fluid checked.',
        translations: {
          fa: {
            category: 'ترمز',
            name: 'لنت ترمز جلو',
            description: 'لنت نو برای محور جلو، اندازه‌گیری دیسک و بررسی روغن ترمز.',
          },
        },
        durationMinutes: 90,
        cleanupMinutes: 15,
        priceKind: 'from',
        price: usd(18900),
        cost: usd(7800),
        needs: LIFT,
      },
      concerns: [
        'It squeals when I brake, mostly in the morning.',
        'Grinding noise from the front left wheel.',
        'The brake pedal feels soft and it pulls to the right.',
      ],
      photos: ['brake'],
      findings: [
        {
          cause: 'Front pads worn to 2 mm, rotors within limits.',
          correction: 'Replaced front pads, cleaned and greased the slides, test drive fine.',
          parts: [
            { text: 'Brake pad set, front', amount: 7400 },
            { text: 'Brake cleaner and grease', amount: 900 },
          ],
        },
      ],
      proposal: { title: 'Replace front brake rotors', amount: 24600 },
    },
    {
      service: {
        name: 'State inspection',
        category: 'Inspection',
        description: 'New York State safety and emissions inspection with sticker.',
        translations: {
          fa: {
            name: 'معاینهٔ فنی ایالتی',
            description: 'بازرسی ایمنی و آلایندگی ایالت نیویورک با برچسب.',
            category: 'معاینه',
          },
        },
        durationMinutes: 30,
        priceKind: 'fixed',
        price: usd(3700),
        cost: usd(1100),
        needs: LIFT,
      },
      concerns: ['Inspection runs out at the end of the month.', 'Need the yearly inspection.'],
    },
    {
      service: {
        name: 'Diagnosis',
        category: 'Diagnosis',
        description:
          'We find out what is wrong and tell you what it takes. One hour, credited if you have it repaired here.',
        translations: {
          fa: {
            category: 'عیب‌یابی',
            name: 'عیب‌یابی',
            description:
              'علت را پیدا می‌کنیم و می‌گوییم چه لازم است. یک ساعت که در صورت تعمیر از هزینه کم می‌شود.',
          },
        },
        durationMinutes: 60,
        priceKind: 'fixed',
        price: usd(14500),
        cost: usd(5200),
        needs: LIFT,
      },
      concerns: [
        'Check engine light is on, it runs rough when cold.',
        'Something rattles under the car at 40 mph.',
        'It does not always start. I have to try three times.',
        'A smell of fuel after parking.',
      ],
      photos: ['dashboard'],
      findings: [
        {
          cause: 'Misfire on cylinder 3: ignition coil failing.',
          correction: 'Replaced coil and plugs, cleared codes, test drive without fault.',
          parts: [
            { text: 'Ignition coil', amount: 8900 },
            { text: 'Spark plug', amount: 1400, quantity: 4 },
          ],
        },
      ],
      proposal: { title: 'Clean the throttle body', amount: 12900 },
    },
    {
      service: {
        name: 'Tire change, set of four',
        category: 'Tires',
        description: 'Your tires or ours: mounted, balanced, torqued.',
        translations: {
          fa: {
            category: 'لاستیک و چرخ',
            name: 'تعویض چهار حلقه لاستیک',
            description: 'لاستیک شما یا ما: نصب، بالانس و محکم کردن با گشتاور درست.',
          },
        },
        durationMinutes: 60,
        cleanupMinutes: 15,
        priceKind: 'fixed',
        price: usd(12000),
        cost: usd(4100),
        needs: LIFT,
      },
      concerns: ['Winter tires, please. They are in the trunk.', 'Two tires are worn, one has a nail in it.'],
      photos: ['tire'],
    },
    {
      service: {
        name: 'Wheel alignment',
        category: 'Tires',
        description: 'All four wheels measured and set, with a printout.',
        translations: {
          fa: {
            name: 'تنظیم فرمان',
            description: 'اندازه‌گیری و تنظیم هر چهار چرخ با برگهٔ نتیجه.',
            category: 'لاستیک و چرخ',
          },
        },
        durationMinutes: 60,
        priceKind: 'fixed',
        price: usd(13900),
        cost: usd(4400),
        needs: LIFT,
      },
      concerns: ['The steering wheel is not straight since I hit a pothole.'],
    },
    {
      service: {
        name: 'Air conditioning service',
        category: 'Climate',
        description: 'Pressure and leak test, refrigerant refilled, cabin filter looked at.',
        translations: {
          fa: {
            name: 'سرویس کولر',
            description: 'آزمون فشار و نشتی، شارژ گاز و بازدید فیلتر کابین.',
            category: 'کولر',
          },
        },
        durationMinutes: 60,
        priceKind: 'from',
        price: usd(15900),
        cost: usd(6100),
        needs: LIFT,
      },
      concerns: ['The air is not cold any more.'],
    },
    {
      service: {
        name: 'Body work and paint',
        category: 'Body',
        description: 'Dents, scratches, bumpers. We look at it first and give you a price.',
        translations: {
          fa: {
            name: 'صافکاری و نقاشی',
            description: 'فرورفتگی، خط و سپر. اول می‌بینیم و قیمت می‌دهیم.',
            category: 'بدنه',
          },
        },
        durationMinutes: 120,
        priceKind: 'quote',
        price: null,
        needs: LIFT,
      },
      concerns: ['Somebody backed into my door in a parking lot.'],
      photos: ['dent'],
    },
  ],
  // Numbers that are kept for stories (555-01xx), a hundred in each of the city's areas.
  customer: (random) => {
    const { name, number } = personOf(random, FIRST, LAST)
    const area = ['718', '347', '917', '646'][Math.floor(number / 100)]
    return {
      name,
      email: number % 7 === 0 ? null : `${name.toLowerCase().replace(' ', '.')}@mail.example`,
      phone: `(${area}) 555-01${String(number % 100).padStart(2, '0')}`,
    }
  },
  asset: (random) => {
    const [make, model] = random.one(CARS)
    const letters = () => 'ABCDEFGHJKLMNPRSTUVWXYZ'.charAt(random.between(0, 22))
    return {
      kind: 'vehicle',
      make,
      model,
      year: random.between(2009, 2025),
      plate: `${letters()}${letters()}${letters()} ${random.between(1000, 9999)}`,
      odometer: random.between(8000, 160000),
    }
  },
  notes: [
    'Key is in the night box.',
    'Customer waits on site.',
    'Wants the old parts shown.',
    'Please call before noon.',
    'Locking wheel nut is in the glove box.',
  ],
  waits: {
    parts: 'Ordered from the dealer, due tomorrow',
    hold: 'Customer decides about the rotors',
    delay: 'Seized caliper bolt',
  },
}
