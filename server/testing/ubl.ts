/** UBL documents of the project's own making, for the tests that read e-invoices. */

export interface UblLine {
  readonly id?: string
  readonly quantity: string
  readonly price: string
  readonly net: string
  readonly name?: string
  readonly orderLine?: string
  readonly sellerItem?: string
  readonly buyerItem?: string
  readonly category?: string
  readonly percent?: string
  readonly extra?: string
}
export interface UblDocument {
  readonly kind?: 'Invoice' | 'CreditNote'
  readonly number?: string
  readonly issueDate?: string
  readonly currency?: string
  readonly order?: string
  readonly vatId?: string
  readonly preceding?: string
  readonly lines: readonly UblLine[]
  readonly allowances?: readonly {
    charge?: boolean
    amount: string
    reason?: string
    reasonCode?: string
    category?: string
    percent?: string
    extra?: string
  }[]
  /** Base, tax, category, percent. */
  readonly breakdown: readonly (readonly [base: string, tax: string, category?: string, percent?: string])[]
  readonly totals: {
    lines: string
    net: string
    tax: string
    gross: string
    payable: string
    allowances?: string
    charges?: string
    prepaid?: string
    rounding?: string
  }
}

const category = (tag: string, code = 'S', percent = '20') =>
  `<cac:${tag}><cbc:ID>${code}</cbc:ID>${code === 'O' ? '' : `<cbc:Percent>${percent}</cbc:Percent>`}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${tag}>`

/** The document as XML, with the numbers it is given: nothing is computed, so that anything can be wrong. */
export function ublXml(d: UblDocument): Uint8Array {
  const kind = d.kind ?? 'Invoice'
  const currency = d.currency ?? 'EUR'
  const money = (tag: string, value: string | undefined) =>
    value === undefined ? '' : `<cbc:${tag} currencyID="${currency}">${value}</cbc:${tag}>`
  const quantityTag = kind === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity'
  const lines = d.lines.map(
    (
      l,
      i,
    ) => `<cac:${kind}Line><cbc:ID>${l.id ?? i + 1}</cbc:ID><cbc:${quantityTag} unitCode="EA">${l.quantity}</cbc:${quantityTag}>
${money('LineExtensionAmount', l.net)}${l.orderLine ? `<cac:OrderLineReference><cbc:LineID>${l.orderLine}</cbc:LineID></cac:OrderLineReference>` : ''}${l.extra ?? ''}
<cac:Item><cbc:Name>${l.name ?? `Item ${i + 1}`}</cbc:Name>${l.buyerItem ? `<cac:BuyersItemIdentification><cbc:ID>${l.buyerItem}</cbc:ID></cac:BuyersItemIdentification>` : ''}${l.sellerItem ? `<cac:SellersItemIdentification><cbc:ID>${l.sellerItem}</cbc:ID></cac:SellersItemIdentification>` : ''}
${l.category === '' ? '' : category('ClassifiedTaxCategory', l.category, l.percent)}</cac:Item><cac:Price>${money('PriceAmount', l.price)}</cac:Price></cac:${kind}Line>`,
  )
  const allowances = (d.allowances ?? []).map(
    (
      a,
    ) => `<cac:AllowanceCharge><cbc:ChargeIndicator>${a.charge ?? false}</cbc:ChargeIndicator>${a.reasonCode ? `<cbc:AllowanceChargeReasonCode>${a.reasonCode}</cbc:AllowanceChargeReasonCode>` : ''}
<cbc:AllowanceChargeReason>${a.reason ?? 'Discount'}</cbc:AllowanceChargeReason>${a.extra ?? ''}${money('Amount', a.amount)}${category('TaxCategory', a.category, a.percent)}</cac:AllowanceCharge>`,
  )
  const subtotals = d.breakdown.map(
    ([base, tax, code, percent]) =>
      `<cac:TaxSubtotal>${money('TaxableAmount', base)}${money('TaxAmount', tax)}${category('TaxCategory', code, percent)}</cac:TaxSubtotal>`,
  )
  const t = d.totals
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<ubl:${kind} xmlns:ubl="urn:oasis:names:specification:ubl:schema:xsd:${kind}-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
<cbc:ID>${d.number ?? 'F-2026-0017'}</cbc:ID><cbc:IssueDate>${d.issueDate ?? '2026-06-10'}</cbc:IssueDate>
<cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode>
${d.order ? `<cac:OrderReference><cbc:ID>${d.order}</cbc:ID></cac:OrderReference>` : ''}
${d.preceding ? `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${d.preceding}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>` : ''}
<cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="0088">4000001000005</cbc:EndpointID>
<cac:PartyTaxScheme><cbc:CompanyID>${d.vatId ?? 'DE123456788'}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>Nordwerk &amp; S&#246;hne GmbH</cbc:RegistrationName><cbc:CompanyID>HRB 4711</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Test Company Ltd</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
${allowances.join('\n')}
<cac:TaxTotal>${money('TaxAmount', t.tax)}${subtotals.join('')}</cac:TaxTotal>
<cac:LegalMonetaryTotal>${money('LineExtensionAmount', t.lines)}${money('TaxExclusiveAmount', t.net)}${money('TaxInclusiveAmount', t.gross)}${money('AllowanceTotalAmount', t.allowances)}${money('ChargeTotalAmount', t.charges)}${money('PrepaidAmount', t.prepaid)}${money('PayableRoundingAmount', t.rounding)}${money('PayableAmount', t.payable)}</cac:LegalMonetaryTotal>
${lines.join('\n')}
</ubl:${kind}>`)
}

/** Ten pieces at 10, a tenth off for the whole, freight, prepaid and rounded: 100 - 10 + 20 = 110, tax 22, to pay 132 - 2 + 0.01. */
export const fullUbl: UblDocument = {
  lines: [
    { quantity: '6', price: '10.00', net: '60.00', orderLine: '1', sellerItem: 'NW-6' },
    { quantity: '4', price: '10.00', net: '40.00', orderLine: '2', buyerItem: 'B-4' },
  ],
  allowances: [
    {
      amount: '10.00',
      extra:
        '<cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric><cbc:BaseAmount currencyID="EUR">100.00</cbc:BaseAmount>',
    },
    { charge: true, amount: '20.00', reason: 'Freight', reasonCode: 'FC' },
  ],
  breakdown: [['110.00', '22.00']],
  totals: {
    lines: '100.00',
    allowances: '10.00',
    charges: '20.00',
    net: '110.00',
    tax: '22.00',
    gross: '132.00',
    prepaid: '2.00',
    rounding: '0.01',
    payable: '130.01',
  },
}
