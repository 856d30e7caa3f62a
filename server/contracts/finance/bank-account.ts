import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import { currencyField, documentRef, idField, note, optionalText, text } from '../platform/field'
import { companyRef } from './common'

export const partyBankAccountStates = ['draft', 'in_approval', 'active', 'retired', 'cancelled'] as const
export const partyBankAccountMachine = defineMachine({
  document: 'party_bank_account',
  initial: 'in_approval',
  states: partyBankAccountStates,
  transitions: {
    submit: { from: ['draft'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    approve: { from: ['in_approval'], to: 'active' },
    retire: { from: ['active'], to: 'retired' },
    cancel: { from: ['draft', 'in_approval'], to: 'cancelled' },
  },
})

/** An IBAN (ISO 13616, check digits verified), or the number that a country without IBAN uses. */
const accountNumber = text(64).transform((v) => v.replace(/[\s.-]/g, '').toUpperCase())

/** What a bank knows an account by. */
export const bankDetailsFields = {
  holder: text(140),
  currency: currencyField,
  country: z.string().regex(/^[A-Z]{2}$/, { error: 'validation.country' }),
  accountNumber,
  /** Clearing code of the bank, where the account number is not an IBAN. */
  bankCode: optionalText(35),
  bic: optionalText(11).refine((v) => v === null || isValidBIC(v.toUpperCase()), { error: 'finance.bic_invalid' }),
  bankName: optionalText(140),
}
const looksLikeIban = (v: string) => /^[A-Z]{2}\d{2}[A-Z0-9]{8,}$/.test(v)

/** Whether a number is an IBAN; such a number needs no clearing code. */
export const isIban = (v: string): boolean => isValidIBAN(electronicFormatIBAN(v) ?? '')

export interface BankDetails {
  readonly accountNumber: string
  readonly bankCode: string | null
}
const checked = <T extends z.ZodType<BankDetails>>(schema: T) =>
  schema.superRefine((value, check) => {
    const { accountNumber: number, bankCode } = value as BankDetails
    if (looksLikeIban(number) && !isIban(number))
      check.addIssue({ code: 'custom', path: ['accountNumber'], message: 'finance.iban_invalid' })
    if (!looksLikeIban(number) && !/^[A-Z0-9]{4,34}$/.test(number))
      check.addIssue({ code: 'custom', path: ['accountNumber'], message: 'finance.account_number_invalid' })
    if (!looksLikeIban(number) && bankCode === null)
      check.addIssue({ code: 'custom', path: ['bankCode'], message: 'validation.required' })
  })

export const createPartyBankAccountInput = checked(
  z.strictObject({
    ...companyRef,
    partyId: idField,
    ...bankDetailsFields,
    replacesId: idField.nullish(),
    /** How the account was verified: it is what the second person judges. */
    reason: text(500),
  }),
)
export const updatePartyBankAccountInput = checked(documentRef.extend({ ...bankDetailsFields, reason: text(500) }))
export const returnPartyBankAccountInput = documentRef.extend({ reason: text(500) })

export const saveCompanyBankAccountInput = checked(
  z.strictObject({ ...companyRef, accountId: idField, ...bankDetailsFields }),
)

export const partyBankAccountOut = z.object({
  id: z.string(),
  partyId: z.string(),
  status: z.enum(partyBankAccountStates),
  holder: z.string(),
  currency: z.string(),
  country: z.string(),
  masked: z.string(),
  bic: z.string().nullable(),
  bankName: z.string().nullable(),
  replacesId: z.string().nullable(),
  reason: z.string(),
  createdById: z.string().nullable(),
  createdBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  /** Other parties that use the same account: a sign of fraud or of a merged supplier. */
  sharedWith: z.array(z.string()),
  version: z.int(),
})
export const companyBankAccountOut = z.object({
  id: z.string(),
  accountId: z.string(),
  accountCode: z.string(),
  holder: z.string(),
  currency: z.string(),
  country: z.string(),
  masked: z.string(),
  bic: z.string().nullable(),
  bankName: z.string().nullable(),
})
export const revealed = z.object({ accountNumber: z.string(), bankCode: z.string().nullable() })
export const holdKinds = ['price', 'quantity', 'no_receipt', 'tax', 'duplicate', 'bank_change', 'dispute'] as const
export type HoldKind = (typeof holdKinds)[number]
export const bankNote = note(500)
