import { z } from 'zod'
import { chartTemplates } from './countries'
import { amountField, code, emailField, idField, nonNegative, optionalText, text, versionField } from './field'
import { PASSWORD_MAX } from './password'

/** What web, mobile and integrations send about people, tenants, sessions and roles. */

export const localeField = z.enum(['en', 'zh'])
export const normalEmail = z.string().trim().toLowerCase().pipe(emailField)
/** Any password that someone may have; whether a new one is good is judged where it is set. */
export const passwordField = z.string().min(1, { error: 'validation.required' }).max(PASSWORD_MAX, {
  error: 'identity.password_long',
})
const otp = z
  .string()
  .trim()
  .transform((v) => v.replace(/[\s-]/g, '').toUpperCase())
  .pipe(z.string().regex(/^(\d{6}|[A-Z2-7]{16})$/, { error: 'identity.second_factor_wrong' }))

export const signInInput = z.strictObject({ email: normalEmail, password: passwordField })
export const secondFactorInput = z.strictObject({ code: otp })
export const forgotPasswordInput = z.strictObject({ email: normalEmail, locale: localeField.default('en') })
export const resetPasswordInput = z.strictObject({ token: z.string().min(20).max(100), password: passwordField })
export const signUpInput = z.strictObject({
  name: text(100),
  email: normalEmail,
  password: passwordField,
  organisation: text(100),
  locale: localeField.default('en'),
})

/** The first company and its books; also how a further company is made. */
export const createCompanyInput = z.strictObject({
  code: code(20).default('1'),
  name: text(120),
  legalName: text(200).optional(),
  country: z.string().regex(/^[A-Z]{2}$/, { error: 'validation.choice' }),
  baseCurrency: z.string().regex(/^[A-Z]{3}$/, { error: 'validation.currency' }),
  taxId: optionalText(40),
  timeZone: z
    .string()
    .max(60)
    .refine((zone) => isTimeZone(zone), { error: 'validation.choice' }),
  /** Chart of accounts that the books start from. */
  chartTemplate: z.enum(chartTemplates).default('ifrs'),
  /** Month in which the fiscal year starts, 1 to 12. */
  fiscalYearStartMonth: z.int().min(1).max(12).default(1),
})
export const updateCompanyInput = z.strictObject({
  id: idField,
  version: versionField.optional(),
  name: text(120),
  legalName: text(200),
  taxId: optionalText(40),
  timeZone: createCompanyInput.shape.timeZone,
  addressLines: z.array(text(120)).max(6).default([]),
})

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export const permissionField = z.string().regex(/^(\*|[a-z_]+(\.[a-z_]+){2}|[a-z_]+(\.[a-z_]+)?\.\*)$/, {
  error: 'identity.permission_unknown',
})
export const grantField = z.strictObject({
  permission: permissionField,
  scope: z.enum(['own', 'company', 'all']),
  /** Base currency; null = unlimited. */
  amountLimit: nonNegative(amountField).nullable().default(null),
})
export type GrantInput = z.infer<typeof grantField>

export const createRoleInput = z.strictObject({
  code: code(40),
  name: text(80),
  description: optionalText(300),
  grants: z.array(grantField).max(500),
})
export const updateRoleInput = createRoleInput
  .omit({ code: true })
  .extend({ id: idField, version: versionField.optional() })

/** null = every company of the tenant, also later ones. */
const companiesField = z.array(idField).min(1).max(500).nullable()
export const inviteInput = z.strictObject({
  email: normalEmail,
  name: text(100),
  roleIds: z.array(idField).min(1).max(20),
  companies: companiesField.default(null),
})
export const updateMemberInput = z.strictObject({
  id: idField,
  version: versionField.optional(),
  roleIds: z.array(idField).max(20),
  companies: companiesField,
  status: z.enum(['active', 'suspended']),
  /** The membership that one reports to; absent = as it is. */
  managerId: idField.nullable().optional(),
})
export const acceptInvitationInput = z.strictObject({
  token: z.string().max(300),
  /** Of a person who has no account yet. */
  name: text(100).optional(),
  password: passwordField,
  locale: localeField.default('en'),
})

export const updateProfileInput = z.strictObject({ name: text(100), locale: localeField })
export const changePasswordInput = z.strictObject({ currentPassword: passwordField, newPassword: passwordField })
export const enableSecondFactorInput = secondFactorInput
export const passwordInput = z.strictObject({ password: passwordField })
export const createTokenInput = z.strictObject({
  name: text(80),
  /** null = whatever its owner may do. */
  scopes: z.array(permissionField).min(1).max(200).nullable(),
  expiresInDays: z.int().min(1).max(366),
})

/** Signing in on a device that keeps a bearer token: the mobile companion. `code` when the account has a second factor. */
export const deviceSignInInput = z.strictObject({
  email: normalEmail,
  password: passwordField,
  code: otp.optional(),
  /** What its owner calls the device; shown with the sessions. */
  device: text(60),
  /** Absent = whatever its owner may do. */
  scopes: z.array(permissionField).min(1).max(200).nullable().default(null),
  expiresInDays: z.int().min(1).max(90).default(30),
})
export const deviceSignedIn = z.object({
  token: z.string(),
  expiresAt: z.string(),
  name: z.string(),
  locale: localeField,
  tenants: z.array(z.object({ slug: z.string(), name: z.string() })),
})

export const sessionRow = z.object({
  id: idField,
  userId: idField,
  person: z.string(),
  kind: z.enum(['web', 'token', 'mobile']),
  name: z.string().nullable(),
  device: z.string().nullable(),
  ip: z.string().nullable(),
  scopes: z.array(z.string()).nullable(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
})
export type SessionRow = z.infer<typeof sessionRow>

export const roleRow = z.object({
  id: idField,
  code: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  system: z.boolean(),
  version: z.int(),
  members: z.int(),
  grants: z.array(grantField),
  /** Why the caller may not change it (an error code), or null. */
  locked: z.string().nullable(),
})
export type RoleRow = z.infer<typeof roleRow>
