import { z } from 'zod'
import { idField, note, optionalText, text } from './field'

/** What the documents of every module share on the wire. */

/** A printed address, copied into the document. */
export const addressInput = z.strictObject({
  name: optionalText(200),
  lines: z.array(text(200)).max(6),
  city: optionalText(100),
  region: optionalText(100),
  postalCode: optionalText(20),
  country: optionalText(2),
})
export const addressOutput = z
  .object({
    name: z.string().nullish(),
    lines: z.array(z.string()),
    city: z.string().nullish(),
    region: z.string().nullish(),
    postalCode: z.string().nullish(),
    country: z.string().nullish(),
  })
  .nullable()

/** What a transition on a document needs when it must say why. */
export const reasonField = text(500).min(3, { error: 'validation.required' })
export const noteField = note(4000)

/** A rule's finding as the screens show it: at the line it concerns, with who may override. */
export const findingOutput = z.object({
  id: z.string(),
  ruleId: z.string(),
  ruleCode: z.string(),
  ruleVersion: z.number(),
  effect: z.enum(['block', 'override', 'warn', 'notify']),
  lineId: z.string().nullable(),
  message: z.object({ en: z.string(), zh: z.string() }),
  overridePermission: z.string().nullable(),
  overridden: z.boolean(),
})

/** What every document command answers: which document, its state and version from now on. */
export const documentResult = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  version: z.number(),
})
export type DocumentResult = z.infer<typeof documentResult>

export const inCompany = z.strictObject({ companyId: idField })
export const progressValues = ['none', 'part', 'full', 'over'] as const
/** What every command on a master answers. */
export const masterResult = z.object({ id: z.string(), version: z.number() })
