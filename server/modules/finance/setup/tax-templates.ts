import type { TaxTemplateCode } from './template'

const rate = (percent: string, box: string) => [{ percent, box }]

const vat = (
  rates: readonly (readonly [percent: string, en: string, zh: string])[],
  prefix: string,
): TaxTemplateCode[] =>
  (['sales', 'purchase'] as const).flatMap((use) =>
    rates.map(([percent, en, zh]) => ({
      code: `${prefix}${percent}-${use === 'sales' ? 'OUT' : 'IN'}`,
      en: `${en} ${percent}% (${use === 'sales' ? 'output' : 'input'})`,
      zh: `${zh}${percent}%（${use === 'sales' ? '销项' : '进项'}）`,
      use,
      ...(prefix === 'EU-VAT' ? { reducedByDiscount: true as const } : {}),
      rates: rate(percent, `${use}_${percent}`),
    })),
  )

/**
 * Tax codes to begin with. CN: the VAT rates since 1 April 2019 and the 3% levy of small-scale taxpayers; a cash discount does
 * not lower Chinese VAT. EU: usual rates, lowered by an early-payment discount. US: state and local rate side by side.
 */
export const taxTemplates: Readonly<Record<'us' | 'eu' | 'cn', readonly TaxTemplateCode[]>> = {
  cn: vat(
    [
      ['13', 'VAT', '增值税'],
      ['9', 'VAT', '增值税'],
      ['6', 'VAT', '增值税'],
      ['3', 'VAT levy', '增值税征收率'],
      ['0', 'VAT', '增值税'],
    ],
    'VAT',
  ),
  eu: [
    ...vat(
      [
        ['20', 'VAT standard', '增值税标准税率'],
        ['10', 'VAT reduced', '增值税低税率'],
        ['0', 'VAT zero', '增值税零税率'],
      ],
      'EU-VAT',
    ),
    {
      code: 'EU-RC20-IN',
      en: 'Reverse charge 20% (owed and deducted)',
      zh: '反向征税20%（同时计销项与进项）',
      use: 'purchase',
      rates: [{ percent: '20', box: 'reverse_20', reverse: true }],
    },
  ],
  us: [
    {
      code: 'SALES-TAX',
      en: 'Sales tax 8.25% (state 6.25%, local 2%)',
      zh: '销售税 8.25%（州 6.25%，地方 2%）',
      use: 'sales',
      reducedByDiscount: true,
      rates: [
        { percent: '6.25', box: 'state' },
        { percent: '2', box: 'local' },
      ],
    },
    { code: 'EXEMPT', en: 'Exempt from sales tax', zh: '免征销售税', use: 'sales', rates: rate('0', 'exempt') },
    { code: 'EXEMPT-IN', en: 'No tax on purchases', zh: '采购不含税', use: 'purchase', rates: rate('0', 'exempt_in') },
  ],
}

/** Terms that most companies use. */
export const termTemplates = [
  { code: 'IMMEDIATE', en: 'Due at once', zh: '即付', instalments: [{ percent: '100' }] },
  { code: 'NET15', en: 'Net 15 days', zh: '15天付款', instalments: [{ percent: '100', days: 15 }] },
  { code: 'NET30', en: 'Net 30 days', zh: '30天付款', instalments: [{ percent: '100', days: 30 }] },
  { code: 'NET60', en: 'Net 60 days', zh: '60天付款', instalments: [{ percent: '100', days: 60 }] },
  {
    code: '2-10-NET30',
    en: '2% within 10 days, net 30',
    zh: '10天内付款折扣2%，30天付清',
    instalments: [{ percent: '100', days: 30 }],
    discountDays: 10,
    discountPercent: '2',
  },
  {
    code: 'EOM30',
    en: 'End of next month',
    zh: '次月末付款',
    instalments: [{ percent: '100', dayOfMonth: 31, months: 1 }],
  },
  {
    code: 'HALF-30-60',
    en: 'Half in 30 days, half in 60 days',
    zh: '30天付50%，60天付50%',
    instalments: [
      { percent: '50', days: 30 },
      { percent: '50', days: 60 },
    ],
  },
] as const
