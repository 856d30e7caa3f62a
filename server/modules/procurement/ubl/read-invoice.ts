import { isCalendarDate } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import { all, attribute, one, readXml, textOf, type XmlNode } from '@/server/platform/files/xml'
import type { EAllowance, EInvoice, ELine, EParty, ETaxCategory, ETotals } from './model'

const NAMESPACES = {
  invoice: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
  credit_note: 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2',
} as const
const MAX_LINES = 5000

const refuse = (code: string, params: Record<string, string | number> = {}) =>
  new AppError('validation', `procurement.${code}`, params, [{ path: 'file', code: `procurement.${code}`, params }])

const DECIMAL = /^[+-]?\d{1,14}(\.\d{1,12})?$/
/** A decimal as written; what is no number, or larger than money gets, is refused where it stands. */
function decimal(node: XmlNode | undefined): string | null {
  const text = textOf(node)
  if (text === null) return null
  if (!DECIMAL.test(text)) throw refuse('ubl_number', { value: text.slice(0, 40) })
  return text.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1')
}

function date(node: XmlNode | undefined): string | null {
  const text = textOf(node)
  if (text === null) return null
  const day = text.slice(0, 10)
  if (!isCalendarDate(day)) throw refuse('ubl_date', { value: text.slice(0, 40) })
  return day
}

const cut = (text: string | null, max: number) => (text === null ? null : text.slice(0, max))

function partyOf(node: XmlNode | undefined): EParty {
  const party = one(node, 'Party')
  const endpoint = one(party, 'EndpointID')
  const vat = all(party, 'PartyTaxScheme').find((t) => textOf(one(t, 'TaxScheme', 'ID')) === 'VAT')
  const legal = one(party, 'PartyLegalEntity')
  return {
    name: cut(textOf(one(legal, 'RegistrationName')) ?? textOf(one(party, 'PartyName', 'Name')), 200),
    vatId: cut(textOf(one(vat, 'CompanyID')), 60),
    legalId: cut(textOf(one(legal, 'CompanyID')), 60),
    endpoint: cut(textOf(endpoint), 100),
    endpointScheme: attribute(endpoint, 'schemeID'),
    ids: all(party, 'PartyIdentification').flatMap((p) => textOf(one(p, 'ID'))?.slice(0, 60) ?? []),
    country: textOf(one(party, 'PostalAddress', 'Country', 'IdentificationCode')),
  }
}

const categoryOf = (node: XmlNode | undefined): ETaxCategory => ({
  category: cut(textOf(one(node, 'ID')), 3),
  percent: decimal(one(node, 'Percent')),
})

const allowanceOf = (node: XmlNode): EAllowance => ({
  charge: textOf(one(node, 'ChargeIndicator')) === 'true',
  amount: decimal(one(node, 'Amount')),
  base: decimal(one(node, 'BaseAmount')),
  factor: decimal(one(node, 'MultiplierFactorNumeric')),
  reason: cut(textOf(one(node, 'AllowanceChargeReason')), 300),
  reasonCode: cut(textOf(one(node, 'AllowanceChargeReasonCode')), 10),
  ...categoryOf(one(node, 'TaxCategory')),
})

function lineOf(node: XmlNode, quantityName: string): ELine {
  const quantity = one(node, quantityName)
  const item = one(node, 'Item')
  const price = one(node, 'Price')
  return {
    id: cut(textOf(one(node, 'ID')), 60),
    quantity: decimal(quantity),
    unitCode: attribute(quantity, 'unitCode'),
    net: decimal(one(node, 'LineExtensionAmount')),
    orderLine: cut(textOf(one(node, 'OrderLineReference', 'LineID')), 60),
    orderReference: cut(textOf(one(node, 'OrderLineReference', 'OrderReference', 'ID')), 60),
    name: cut(textOf(one(item, 'Name')) ?? textOf(one(item, 'Description')), 500),
    sellerItemId: cut(textOf(one(item, 'SellersItemIdentification', 'ID')), 100),
    buyerItemId: cut(textOf(one(item, 'BuyersItemIdentification', 'ID')), 100),
    standardItemId: cut(textOf(one(item, 'StandardItemIdentification', 'ID')), 100),
    price: decimal(one(price, 'PriceAmount')),
    baseQuantity: decimal(one(price, 'BaseQuantity')),
    allowances: all(node, 'AllowanceCharge').map(allowanceOf),
    ...categoryOf(one(item, 'ClassifiedTaxCategory')),
  }
}

/** Amounts in another currency than the document's: only the second tax total may be. */
function foreignAmounts(node: XmlNode, currency: string | null): string[] {
  const found = new Set<string>()
  const walk = (at: unknown, name: string) => {
    if (Array.isArray(at)) for (const child of at) walk(child, name)
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return
    const given = (at as Record<string, unknown>)['@currencyID']
    if (typeof given === 'string' && given !== currency) found.add(`${name.slice(0, 60)} ${given.slice(0, 10)}`)
    for (const [key, child] of Object.entries(at))
      if (!key.startsWith('@') && !key.endsWith('TaxTotal')) walk(child, key.slice(key.indexOf(':') + 1))
  }
  walk(node, '')
  return [...found]
}

function totalsOf(node: XmlNode, currency: string | null, taxCurrency: string | null): ETotals {
  const total = one(node, 'LegalMonetaryTotal')
  const taxes = all(node, 'TaxTotal').map((t) => one(t, 'TaxAmount'))
  const own = taxes.find((t) => attribute(t, 'currencyID') === currency) ?? (taxes.length === 1 ? taxes[0] : undefined)
  const other =
    taxCurrency === null ? undefined : taxes.find((t) => t !== own && attribute(t, 'currencyID') === taxCurrency)
  return {
    lines: decimal(one(total, 'LineExtensionAmount')),
    allowances: decimal(one(total, 'AllowanceTotalAmount')),
    charges: decimal(one(total, 'ChargeTotalAmount')),
    net: decimal(one(total, 'TaxExclusiveAmount')),
    tax: decimal(own),
    taxAccounting: decimal(other),
    gross: decimal(one(total, 'TaxInclusiveAmount')),
    prepaid: decimal(one(total, 'PrepaidAmount')),
    rounding: decimal(one(total, 'PayableRoundingAmount')),
    payable: decimal(one(total, 'PayableAmount')),
  }
}

/** The kind of document by its root, which has to be UBL 2.1's Invoice or CreditNote in its own namespace. */
function kindOf(root: string, node: XmlNode): EInvoice['kind'] {
  const name = root.slice(root.indexOf(':') + 1)
  const kind = name === 'Invoice' ? 'invoice' : name === 'CreditNote' ? 'credit_note' : undefined
  const prefix = root.includes(':') ? `xmlns:${root.slice(0, root.indexOf(':'))}` : 'xmlns'
  if (!kind || attribute(node, prefix) !== NAMESPACES[kind]) throw refuse('ubl_not_an_invoice')
  return kind
}

/**
 * Reads a UBL 2.1 invoice or credit note (EN 16931, Peppol BIS Billing 3). What is missing is null: the rules say whether it may be.
 * Errors: readXml's, procurement.ubl_not_an_invoice, .ubl_number, .ubl_date, .ubl_too_many_lines.
 */
export function readUblInvoice(bytes: Uint8Array): EInvoice {
  const { root, node } = readXml(bytes)
  const kind = kindOf(root, node)
  const lines = all(node, kind === 'invoice' ? 'InvoiceLine' : 'CreditNoteLine')
  if (lines.length > MAX_LINES) throw refuse('ubl_too_many_lines', { max: MAX_LINES })
  const currency = cut(textOf(one(node, 'DocumentCurrencyCode')), 3)
  const taxCurrency = cut(textOf(one(node, 'TaxCurrencyCode')), 3)
  const taxTotal = all(node, 'TaxTotal').find((t) => all(t, 'TaxSubtotal').length > 0)
  return {
    kind,
    number: cut(textOf(one(node, 'ID')), 60),
    issueDate: date(one(node, 'IssueDate')),
    dueDate: date(one(node, 'DueDate') ?? one(node, 'PaymentMeans', 'PaymentDueDate')),
    taxPointDate: date(one(node, 'TaxPointDate')),
    currency,
    taxCurrency,
    note: cut(
      all(node, 'Note')
        .flatMap((n) => textOf(n) ?? [])
        .join('\n') || null,
      2000,
    ),
    buyerReference: cut(textOf(one(node, 'BuyerReference')), 100),
    orderReference: cut(textOf(one(node, 'OrderReference', 'ID')), 60),
    precedingInvoice: cut(textOf(one(node, 'BillingReference', 'InvoiceDocumentReference', 'ID')), 60),
    supplier: partyOf(one(node, 'AccountingSupplierParty')),
    buyer: partyOf(one(node, 'AccountingCustomerParty')),
    lines: lines.map((l) => lineOf(l, kind === 'invoice' ? 'InvoicedQuantity' : 'CreditedQuantity')),
    allowances: all(node, 'AllowanceCharge').map(allowanceOf),
    breakdown: all(taxTotal, 'TaxSubtotal').map((s) => ({
      taxable: decimal(one(s, 'TaxableAmount')),
      tax: decimal(one(s, 'TaxAmount')),
      ...categoryOf(one(s, 'TaxCategory')),
    })),
    totals: totalsOf(node, currency, taxCurrency),
    foreignAmounts: foreignAmounts(node, currency),
  }
}
