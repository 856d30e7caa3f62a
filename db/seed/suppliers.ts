/** Whom Aurora Cycles buys from. Codes of items and their agreed prices in the supplier's currency. */
export interface Vendor {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly currency: 'USD' | 'EUR'
  readonly street: string
  readonly city: string
  readonly postalCode: string
  readonly contact: string
  readonly leadTimeDays: number
  readonly minimumOrder?: string
  /** Item, price a piece, and from how many pieces a lower price holds. */
  readonly prices: readonly (readonly [item: string, price: string, tier?: readonly [from: string, price: string]])[]
  readonly account: {
    readonly accountNumber: string
    readonly bankCode?: string
    readonly bic: string
    readonly bankName: string
  } | null
}

export const vendors = {
  drivetrain: {
    code: 'S-100',
    name: 'Shimada Components Co.',
    country: 'JP',
    currency: 'USD',
    street: '3-77 Oimatsu-cho',
    city: 'Sakai',
    postalCode: '590-8577',
    contact: 'Kenji Morita',
    leadTimeDays: 21,
    minimumOrder: '500',
    prices: [
      ['DR-010', '14.60', ['100', '13.90']],
      ['DR-020', '19.80', ['100', '18.90']],
      ['DR-030', '38.50'],
      ['DR-060', '66.50'],
      ['DR-070', '28.20'],
      ['BR-020', '6.10', ['200', '5.70']],
      ['BR-030', '11.30', ['100', '10.80']],
    ],
    account: { accountNumber: '2270418', bankCode: '0005-012', bic: 'SHMDJPJT', bankName: 'Sakai Commercial Bank' },
  },
  frames: {
    code: 'S-110',
    name: 'Pacific Frame Works Ltd.',
    country: 'TW',
    currency: 'USD',
    street: '88 Zhongshan Road, Dajia District',
    city: 'Taichung',
    postalCode: '437',
    contact: 'Lin Mei-hua',
    leadTimeDays: 45,
    prices: [
      ['CO-010', '31.00'],
      ['CO-020', '16.40'],
      ['CO-040', '41.00'],
      ['CO-050', '98.00'],
    ],
    account: { accountNumber: '0081557702934', bankCode: '013', bic: 'PFWKTWTP', bankName: 'Taichung Trade Bank' },
  },
  wheels: {
    code: 'S-120',
    name: 'Laufrad Manufaktur GmbH',
    country: 'DE',
    currency: 'EUR',
    street: 'Hafenweg 14',
    city: 'Münster',
    postalCode: '48155',
    contact: 'Anke Petersen',
    leadTimeDays: 28,
    prices: [
      ['WH-110', '12.30', ['200', '11.80']],
      ['WH-120', '20.90', ['200', '19.90']],
      ['WH-130', '24.30'],
      ['WH-140', '19.50'],
    ],
    account: { accountNumber: 'DE89 3704 0044 0532 0130 00', bic: 'COBADEFFXXX', bankName: 'Bank am Hafen' },
  },
  local: {
    code: 'S-130',
    name: 'Midwest Supply & Services Co.',
    country: 'US',
    currency: 'USD',
    street: '1840 N Elston Ave',
    city: 'Chicago',
    postalCode: '60642',
    contact: 'Dana Kowalski',
    leadTimeDays: 5,
    prices: [
      ['AC-050', '19.50'],
      ['AC-060', '3.40', ['100', '3.20']],
      ['AC-070', '2.60', ['200', '2.40']],
      ['AC-080', '21.00'],
      ['CO-060', '5.80'],
    ],
    account: { accountNumber: '004417829301', bankCode: '071000013', bic: 'MWSSUS44', bankName: 'Lakeshore Bank' },
  },
  doubtful: {
    code: 'S-140',
    name: 'Bargain Bike Parts LLC',
    country: 'US',
    currency: 'USD',
    street: '77 Harbor Blvd',
    city: 'Long Beach',
    postalCode: '90802',
    contact: 'Rick Dalton',
    leadTimeDays: 10,
    prices: [['AC-040', '10.90']],
    account: null,
  },
  agency: {
    code: 'S-150',
    name: 'Bright Pixel Studio',
    country: 'US',
    currency: 'USD',
    street: '410 W Lake St',
    city: 'Chicago',
    postalCode: '60606',
    contact: 'Sofia Alvarez',
    leadTimeDays: 14,
    prices: [],
    account: null,
  },
} as const satisfies Record<string, Vendor>

export type VendorName = keyof typeof vendors
