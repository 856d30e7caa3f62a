import { z } from 'zod'
import { createCustomerInput, updateCustomerInput } from '@/server/contracts/sales/customer'

const address = z
  .strictObject({
    line1: z.string().trim().max(120),
    line2: z.string().trim().max(120),
    city: z.string().trim().max(80),
    region: z.string().trim().max(80),
    postalCode: z.string().trim().max(20),
    country: z.string(),
  })
  .nullable()

/** A new customer as it is entered: the party's main facts beside the terms; one address to begin with. */
export const newCustomerForm = createCustomerInput.omit({ companyId: true, partyId: true, party: true }).extend({
  name: createCustomerInput.shape.party.unwrap().shape.name,
  taxId: z.string().trim().max(40).nullable(),
  email: createCustomerInput.shape.party.unwrap().shape.email,
  phone: z.string().trim().max(40).nullable(),
  address,
})
export type NewCustomerForm = z.output<typeof newCustomerForm>

/** What the command takes of the form. */
export function newCustomerInput(form: NewCustomerForm, companyId: string): z.input<typeof createCustomerInput> {
  const { name, taxId, email, phone, address: a, ...terms } = form
  const lines = [a?.line1, a?.line2].filter((line): line is string => Boolean(line))
  return {
    ...terms,
    companyId,
    party: {
      name,
      taxId: taxId || null,
      email: email || null,
      phone: phone || null,
      addresses:
        a?.country && lines.length > 0
          ? [
              {
                lines,
                city: a.city || null,
                region: a.region || null,
                postalCode: a.postalCode || null,
                country: a.country,
                billing: true,
                shipping: true,
              },
            ]
          : [],
    },
  }
}

export const changeCustomerForm = updateCustomerInput.omit({ id: true, version: true })
