/** What Aurora Cycles makes, trades and does. Costs and prices in US dollars, levels in the stock unit. */

export const categories = [
  ['BIKES', 'Bicycles', '整车'],
  ['FRAMES', 'Frames', '车架'],
  ['WHEELS', 'Wheels and tyres', '轮组与轮胎'],
  ['DRIVE', 'Drivetrain', '传动系统'],
  ['BRAKES', 'Brakes', '刹车系统'],
  ['COCKPIT', 'Cockpit and saddles', '把组与坐垫'],
  ['ACCESSORIES', 'Accessories', '骑行配件'],
  ['CARE', 'Care and repair', '养护用品'],
  ['NUTRITION', 'Sports nutrition', '运动营养'],
  ['SERVICES', 'Services', '服务'],
] as const

type Category = (typeof categories)[number][0]
type Row = readonly [
  code: string,
  en: string,
  zh: string,
  category: Category,
  valuation: 'fifo' | 'average' | 'standard',
  cost: number,
  price: number,
  more?: { readonly tracking?: 'lot' | 'serial'; readonly shelfDays?: number; readonly scarce?: true },
]

export interface CatalogueItem {
  readonly code: string
  readonly en: string
  readonly zh: string
  readonly category: Category
  readonly valuation: 'fifo' | 'average' | 'standard'
  readonly cost: number
  readonly price: number
  readonly tracking: 'none' | 'lot' | 'serial'
  /** Days from receipt to expiry; 0 = does not expire. */
  readonly shelfDays: number
  /** No longer replenished at the end, so that it is short when a visitor comes. */
  readonly scarce: boolean
  readonly service: boolean
}

const rows: readonly Row[] = [
  ['AB-100', 'Aurora City 7', '极光城市7速', 'BIKES', 'fifo', 268, 449],
  ['AB-110', 'Aurora City 8 Step-through', '极光城市8速低跨', 'BIKES', 'fifo', 286, 479],
  ['AB-200', 'Aurora Trail 29', '极光越野29', 'BIKES', 'fifo', 512, 849],
  ['AB-210', 'Aurora Trail 29 Pro', '极光越野29专业版', 'BIKES', 'fifo', 905, 1499, { scarce: true }],
  ['AB-300', 'Aurora Gravel GX', '极光砾石GX', 'BIKES', 'fifo', 838, 1349],
  ['AB-310', 'Aurora Gravel GX Carbon', '极光砾石GX碳纤维', 'BIKES', 'fifo', 1580, 2599],
  ['AB-400', 'Aurora Road R5', '极光公路R5', 'BIKES', 'fifo', 742, 1199],
  ['AB-410', 'Aurora Road R7 Carbon', '极光公路R7碳纤维', 'BIKES', 'fifo', 1725, 2849],
  ['AB-500', 'Aurora E-City', '极光电助力城市', 'BIKES', 'fifo', 1190, 1899],
  ['AB-510', 'Aurora E-Cargo', '极光电助力货运', 'BIKES', 'fifo', 2260, 3599, { scarce: true }],
  ['AB-600', 'Aurora Kids 20', '极光儿童20寸', 'BIKES', 'average', 138, 239],
  ['FR-010', 'Carbon frame R7', '碳纤维车架R7', 'FRAMES', 'fifo', 780, 1290, { tracking: 'serial' }],
  ['FR-020', 'Carbon frame GX', '碳纤维车架GX', 'FRAMES', 'fifo', 735, 1190, { tracking: 'serial' }],
  ['FR-030', 'Titanium frame T1', '钛合金车架T1', 'FRAMES', 'fifo', 1120, 1890, { tracking: 'serial' }],
  ['FR-040', 'Alloy frame City', '铝合金城市车架', 'FRAMES', 'standard', 96, 169],
  ['WH-010', 'Wheelset alloy 700C', '铝合金轮组700C', 'WHEELS', 'standard', 118, 199],
  ['WH-020', 'Wheelset carbon 45', '碳纤维轮组45', 'WHEELS', 'fifo', 468, 799],
  ['WH-030', 'Wheelset 29 Boost', '29寸Boost轮组', 'WHEELS', 'standard', 162, 269],
  ['WH-110', 'Tyre City 700x38', '城市轮胎700x38', 'WHEELS', 'average', 13.4, 24.9],
  ['WH-120', 'Tyre Gravel 700x45', '砾石轮胎700x45', 'WHEELS', 'average', 22.8, 42.9],
  ['WH-130', 'Tyre Trail 29x2.4', '越野轮胎29x2.4', 'WHEELS', 'average', 26.5, 49.9, { scarce: true }],
  ['WH-140', 'Tyre Road 700x28', '公路轮胎700x28', 'WHEELS', 'average', 21.2, 39.9],
  ['WH-210', 'Inner tube 700C', '内胎700C', 'WHEELS', 'average', 2.35, 6.5],
  ['WH-220', 'Rim tape 21 mm', '胎垫21毫米', 'WHEELS', 'average', 1.9, 5.9],
  ['DR-010', 'Chain 11-speed', '11速链条', 'DRIVE', 'average', 14.6, 27.9],
  ['DR-020', 'Chain 12-speed', '12速链条', 'DRIVE', 'average', 19.8, 36.9],
  ['DR-030', 'Cassette 11-34', '飞轮11-34', 'DRIVE', 'average', 38.5, 69.9],
  ['DR-040', 'Cassette 10-51', '飞轮10-51', 'DRIVE', 'average', 71, 124.9],
  ['DR-050', 'Crankset 46/30', '牙盘46/30', 'DRIVE', 'standard', 84, 149],
  ['DR-060', 'Rear derailleur GX', '后拨GX', 'DRIVE', 'fifo', 66.5, 114.9, { scarce: true }],
  ['DR-070', 'Bottom bracket T47', '中轴T47', 'DRIVE', 'average', 28.2, 52.9],
  ['DR-080', 'Pedals flat', '平踏脚踏', 'DRIVE', 'average', 17.5, 34.9],
  ['BR-010', 'Disc brake set hydraulic', '液压碟刹套装', 'BRAKES', 'standard', 92, 159],
  ['BR-020', 'Brake pads sintered', '金属来令片', 'BRAKES', 'average', 6.1, 14.9],
  ['BR-030', 'Rotor 160 mm', '碟片160毫米', 'BRAKES', 'average', 11.3, 22.9, { scarce: true }],
  ['BR-040', 'Rotor 180 mm', '碟片180毫米', 'BRAKES', 'average', 12.7, 25.9],
  ['CO-010', 'Handlebar gravel 44', '砾石弯把44', 'COCKPIT', 'average', 31, 59.9],
  ['CO-020', 'Stem 90 mm', '把立90毫米', 'COCKPIT', 'average', 16.4, 32.9],
  ['CO-030', 'Saddle Comfort', '舒适坐垫', 'COCKPIT', 'average', 18.9, 37.9],
  ['CO-040', 'Saddle Race', '竞赛坐垫', 'COCKPIT', 'average', 41, 79.9],
  ['CO-050', 'Seatpost dropper', '升降座管', 'COCKPIT', 'fifo', 98, 169],
  ['CO-060', 'Bar tape cork', '软木把带', 'COCKPIT', 'average', 5.8, 13.9],
  ['AC-010', 'Helmet Road M', '公路头盔M', 'ACCESSORIES', 'average', 38, 79],
  ['AC-020', 'Helmet City L', '城市头盔L', 'ACCESSORIES', 'average', 29, 59],
  ['AC-030', 'Front light 800 lm', '前灯800流明', 'ACCESSORIES', 'fifo', 27.5, 54.9, { scarce: true }],
  ['AC-040', 'Rear light', '尾灯', 'ACCESSORIES', 'fifo', 11.2, 24.9],
  ['AC-050', 'U-lock', 'U型锁', 'ACCESSORIES', 'average', 19.5, 39.9],
  ['AC-060', 'Bottle cage', '水壶架', 'ACCESSORIES', 'average', 3.4, 8.9],
  ['AC-070', 'Bottle 750 ml', '水壶750毫升', 'ACCESSORIES', 'average', 2.6, 7.9],
  ['AC-080', 'Floor pump', '落地打气筒', 'ACCESSORIES', 'average', 21, 44.9],
  ['AC-090', 'Pannier bag 20 l', '驮包20升', 'ACCESSORIES', 'average', 32.5, 64.9],
  [
    'CA-010',
    'Tubeless sealant 500 ml',
    '补胎液500毫升',
    'CARE',
    'fifo',
    7.9,
    17.9,
    { tracking: 'lot', shelfDays: 540 },
  ],
  [
    'CA-020',
    'Chain lube wet 120 ml',
    '湿性链条油120毫升',
    'CARE',
    'fifo',
    3.6,
    9.9,
    { tracking: 'lot', shelfDays: 900 },
  ],
  ['CA-030', 'Brake fluid 1 l', '刹车油1升', 'CARE', 'fifo', 9.4, 19.9, { tracking: 'lot', shelfDays: 720 }],
  ['CA-040', 'Carbon paste 50 g', '碳纤维防滑膏50克', 'CARE', 'fifo', 4.1, 10.9, { tracking: 'lot', shelfDays: 1080 }],
  ['NU-010', 'Energy gel citrus', '能量胶柑橘味', 'NUTRITION', 'fifo', 0.92, 2.2, { tracking: 'lot', shelfDays: 240 }],
  [
    'NU-020',
    'Energy gel espresso',
    '能量胶咖啡味',
    'NUTRITION',
    'fifo',
    0.95,
    2.2,
    { tracking: 'lot', shelfDays: 200 },
  ],
  ['NU-030', 'Electrolyte tablets', '电解质泡腾片', 'NUTRITION', 'fifo', 3.8, 8.9, { tracking: 'lot', shelfDays: 360 }],
  ['SV-010', 'Workshop hour', '维修工时', 'SERVICES', 'average', 0, 75],
  ['SV-020', 'Bike fitting', '骑姿调校', 'SERVICES', 'average', 0, 180],
  ['SV-030', 'Dealer training day', '经销商培训（天）', 'SERVICES', 'average', 0, 950],
]

export const catalogue: readonly CatalogueItem[] = rows.map(
  ([code, en, zh, category, valuation, cost, price, more = {}]) => ({
    ...{ code, en, zh, category, valuation, cost, price },
    tracking: more.tracking ?? 'none',
    shelfDays: more.shelfDays ?? 0,
    scarce: more.scarce ?? false,
    service: category === 'SERVICES',
  }),
)

/** How many of an item one order takes, and what the warehouse keeps of it. */
export function volumesOf(item: CatalogueItem): {
  order: [number, number]
  safety: number
  reorder: number
  maximum: number
} {
  if (item.service) return { order: [1, 4], safety: 0, reorder: 0, maximum: 0 }
  if (item.tracking === 'serial') return { order: [1, 2], safety: 3, reorder: 6, maximum: 14 }
  if (item.cost >= 130) return { order: [1, 5], safety: 6, reorder: 18, maximum: 44 }
  if (item.cost >= 30) return { order: [2, 14], safety: 15, reorder: 50, maximum: 140 }
  if (item.cost >= 5) return { order: [6, 40], safety: 40, reorder: 140, maximum: 380 }
  return { order: [24, 140], safety: 120, reorder: 450, maximum: 1200 }
}
