import { domestic } from './clients-domestic'

/** Who buys. `pays` is a habit: what becomes of an invoice. */
export type Habit = 'early' | 'punctual' | 'late' | 'monthly' | 'partial' | 'never'

export interface Client {
  readonly code: string
  readonly name: string
  readonly group: 'DEALER' | 'CHAIN' | 'CLUB' | 'EXPORT'
  readonly country: string
  readonly city: string
  readonly region: string | null
  readonly postalCode: string
  readonly street: string
  readonly contact: string
  readonly currency: 'USD' | 'EUR' | 'CNY'
  readonly term: string
  readonly creditLimit: string | null
  readonly habit: Habit
  /** Share of the orders. */
  readonly weight: number
  readonly taxed: boolean
}

export type ClientRow = readonly [
  name: string,
  group: Client['group'],
  place: string,
  street: string,
  contact: string,
  term: string,
  limit: string,
  habit: Habit,
  weight: number,
]

const abroad: readonly ClientRow[] = [
  [
    'Radhaus Berlin GmbH',
    'EXPORT',
    'DE|Berlin||10997',
    'Köpenicker Str. 154',
    'Jana Vogel',
    'NET30',
    '90000',
    'punctual',
    4,
  ],
  [
    'Velo Zürisee Import AG',
    'EXPORT',
    'DE|Konstanz||78462',
    'Hussenstraße 12',
    'Beat Amrein',
    'NET30',
    '70000',
    'early',
    2,
  ],
  ['Cycles Lumière SARL', 'EXPORT', 'FR|Lyon||69002', '18 rue de Brest', 'Claire Moreau', 'NET60', '80000', 'late', 3],
  ['Bici Centro S.r.l.', 'EXPORT', 'IT|Milano||20121', 'Corso Garibaldi 45', 'Luca Ferri', 'NET60', '60000', 'late', 3],
  [
    'Fietsfabriek Utrecht B.V.',
    'EXPORT',
    'NL|Utrecht||3511 LN',
    'Oudegracht 211',
    'Sanne de Vries',
    '2-10-NET30',
    '75000',
    'early',
    3,
  ],
  [
    'Ciclos del Norte S.L.',
    'EXPORT',
    'ES|Bilbao||48001',
    'Calle Ledesma 9',
    'Iker Etxeberria',
    'NET60',
    '45000',
    'never',
    2,
  ],
  [
    'Nordlys Sykkel Oy',
    'EXPORT',
    'FI|Helsinki||00100',
    'Fredrikinkatu 33',
    'Aino Laine',
    'NET30',
    '50000',
    'punctual',
    2,
  ],
  [
    'Alpenrad Handels GmbH',
    'EXPORT',
    'AT|Innsbruck||6020',
    'Maria-Theresien-Str. 7',
    'Lukas Gruber',
    'NET30',
    '55000',
    'partial',
    2,
  ],
  [
    'Dublin Bike Supplies Ltd',
    'EXPORT',
    'IE|Dublin||D02 X285',
    '14 Camden St',
    'Niamh Byrne',
    'NET30',
    '40000',
    'punctual',
    2,
  ],
  [
    'Porto Pedal Lda',
    'EXPORT',
    'PT|Porto||4050-253',
    'Rua das Flores 88',
    'Inês Carvalho',
    'NET30',
    '35000',
    'late',
    1,
  ],
]
const overseasInDollars: readonly ClientRow[] = [
  [
    'Maple Leaf Cycles Inc.',
    'EXPORT',
    'CA|Toronto|ON|M5V 2T6',
    '401 Richmond St W',
    'Sophie Tremblay',
    'NET30',
    '80000',
    'punctual',
    3,
  ],
  ['Kiwi Trail Imports', 'EXPORT', 'NZ|Wellington||6011', '88 Cuba St', 'Matiu Henare', 'NET60', '50000', 'late', 2],
  [
    'Sakura Bikes K.K.',
    'EXPORT',
    'JP|Osaka||542-0081',
    'Minamisenba 3-5-11',
    'Kenji Mori',
    'NET30',
    '90000',
    'early',
    2,
  ],
  [
    'Andes Bike Distribución',
    'EXPORT',
    'CL|Santiago||7510000',
    'Av. Providencia 1650',
    'Camila Rojas',
    'NET60',
    '45000',
    'partial',
    2,
  ],
]
const chinese: readonly ClientRow[] = [
  [
    '上海迅捷自行车商行',
    'DEALER',
    'CN|上海|上海市|200040',
    '静安区南京西路1038号',
    '王敏',
    'NET30',
    '300000',
    'punctual',
    5,
  ],
  ['杭州西湖骑行俱乐部', 'CLUB', 'CN|杭州|浙江省|310007', '西湖区曙光路85号', '陈浩', 'NET15', '80000', 'late', 3],
  [
    '北京京骑体育用品有限公司',
    'CHAIN',
    'CN|北京|北京市|100027',
    '朝阳区工体北路4号',
    '李婷',
    'NET60',
    '800000',
    'monthly',
    6,
  ],
  [
    '深圳市山地风运动有限公司',
    'DEALER',
    'CN|深圳|广东省|518040',
    '福田区深南大道6008号',
    '黄志强',
    'NET30',
    '400000',
    'punctual',
    5,
  ],
  ['成都天府车行', 'DEALER', 'CN|成都|四川省|610041', '武侯区人民南路四段11号', '刘洋', 'NET30', '200000', 'never', 2],
  [
    '苏州园区共享单车运营有限公司',
    'CHAIN',
    'CN|苏州|江苏省|215021',
    '工业园区星湖街328号',
    '周洁',
    'NET60',
    '600000',
    'partial',
    3,
  ],
  ['厦门环岛租车', 'CLUB', 'CN|厦门|福建省|361001', '思明区环岛南路12号', '林小燕', 'NET15', '60000', 'punctual', 2],
  [
    '广州羊城自行车批发部',
    'DEALER',
    'CN|广州|广东省|510030',
    '越秀区中山五路68号',
    '何伟',
    '2-10-NET30',
    '350000',
    'early',
    4,
  ],
]

const clientsOf = (
  rows: readonly ClientRow[],
  prefix: string,
  currency: Client['currency'],
  taxed: boolean,
): Client[] =>
  rows.map(([name, group, place, street, contact, term, creditLimit, habit, weight], i) => {
    const [country = '', city = '', region = '', postalCode = ''] = place.split('|')
    const code = `${prefix}${String(i + 1).padStart(3, '0')}`
    const where = { country, city, region: region || null, postalCode, street }
    // Dealers buy for resale and are exempt from sales tax; clubs and fleets ride what they buy.
    return {
      code,
      name,
      group,
      ...where,
      contact,
      currency,
      term,
      creditLimit,
      habit,
      weight,
      taxed: taxed || group === 'CLUB',
    }
  })

export const auroraClients: readonly Client[] = [
  ...clientsOf(domestic, 'C', 'USD', false),
  ...clientsOf(abroad, 'E', 'EUR', false),
  ...clientsOf(overseasInDollars, 'X', 'USD', false),
]
export const shanghaiClients: readonly Client[] = clientsOf(chinese, 'K', 'CNY', true)
