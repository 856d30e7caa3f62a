// A role may name only what some command or query asks for, so those of the alerts must be known.
import '@/server/platform/alerts/alerts'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { acceptInvitation } from '@/server/platform/identity/accept-invitation'
import type { Actor } from '@/server/platform/identity/actor'
import { invitationLink, invitePerson } from '@/server/platform/identity/invitations'
import { createRole, listRoles } from '@/server/platform/identity/roles'
import { resolveActor } from '@/server/platform/identity/session'
import { signOut } from '@/server/platform/identity/sign-in'
import { signUp } from '@/server/platform/identity/sign-up'

/** One password for every demo login: it guards nothing, and is printed at every start. */
export const DEMO_PASSWORD = 'aurora-demo-2026'
export const DEMO_SLUG = 'aurora-cycles'
export const ADMIN_EMAIL = 'admin@aurora.example'
/** Made last: whoever finds this account knows that the company is complete. */
export const LAST_EMAIL = 'auditor@aurora.example'

/** Who signs in as what; `role` is a role of the system or one of `customRoles`. */
const staff = {
  admin: ['Grace Whitfield', ADMIN_EMAIL, 'administrator'],
  rep: ['Maya Chen', 'sales@aurora.example', 'sales_rep'],
  otherRep: ['Liam O’Connor', 'sales2@aurora.example', 'sales_rep'],
  manager: ['Daniel Brandt', 'manager@aurora.example', 'order_manager'],
  requester: ['Tom Okafor', 'requester@aurora.example', 'requester'],
  buyer: ['Elena Petrova', 'buyer@aurora.example', 'buyer'],
  purchasing: ['Marcus Vogel', 'purchasing@aurora.example', 'purchasing_manager'],
  warehouse: ['Rosa Jimenez', 'warehouse@aurora.example', 'warehouse'],
  accountant: ['Priya Raman', 'accountant@aurora.example', 'accountant'],
  treasurer: ['Amara Diallo', 'treasurer@aurora.example', 'treasurer'],
  controller: ['Henrik Sand', 'controller@aurora.example', 'controller'],
  auditor: ['Wei Zhang', LAST_EMAIL, 'auditor'],
} as const
type Seat = keyof typeof staff

/** What is printed and documented: one login per role. */
export const demoLogins = (
  [
    ['admin', 'administrator', 'everything'],
    ['rep', 'sales representative', 'quote and submit orders of their own; discounts to 10 %'],
    [
      'manager',
      'sales manager',
      'approve orders to 50,000, override price and credit rules, keep customers and price lists',
    ],
    ['requester', 'requester', 'ask for goods and services, see what became of it'],
    ['buyer', 'buyer', 'suppliers, prices, requests for quotation, purchase orders; others approve'],
    ['purchasing', 'purchasing manager', 'approve purchase orders, override their rules, block suppliers'],
    ['warehouse', 'warehouse', 'stock, receipts, deliveries, counts, transfers'],
    ['accountant', 'accountant', 'invoices, payments, bank accounts, budgets, books, reports'],
    ['treasurer', 'treasurer', 'payment proposals, files for the bank, payments, bank accounts; enters no bills'],
    ['controller', 'controller', 'rules, approval flows, alerts, periods, budgets; reads all'],
    ['auditor', 'auditor', 'read everything, change nothing'],
  ] as const satisfies readonly (readonly [Seat, string, string])[]
).map(([seat, role, may]) => ({ name: staff[seat][0], email: staff[seat][1], role, may }))

const own = { scope: 'own', amountLimit: null } as const
const inCompanies = { scope: 'company', amountLimit: null } as const
const customRoles = [
  {
    code: 'sales_rep',
    name: 'Sales representative',
    description: 'Quotes and submits orders of their own; others approve.',
    grants: [
      ...['create', 'read', 'update', 'quote', 'submit', 'cancel'].map((a) => ({
        permission: `sales.sales_order.${a}`,
        ...own,
      })),
      ...[
        'sales.customer.read',
        'sales.price_list.read',
        'sales.delivery.read',
        'sales.customer_invoice.read',
        'sales.sales_return.read',
        'sales.sales_return.create',
        'sales.settings.read',
        'inventory.item.read',
        'inventory.stock.read',
        'inventory.warehouse.read',
        'inventory.lot.read',
        'inventory.unit.read',
        'inventory.category.read',
        'finance.party.read',
        'control.alert.read',
      ].map((permission) => ({ permission, ...inCompanies })),
    ],
  },
  {
    code: 'order_manager',
    name: 'Sales manager',
    description: 'Approves orders to 50,000, decides on prices and credit.',
    grants: [
      { permission: 'sales.*', scope: 'company', amountLimit: '50000' },
      ...[
        'inventory.item.read',
        'inventory.stock.read',
        'inventory.warehouse.read',
        'inventory.lot.read',
        'inventory.unit.read',
      ]
        .concat(['inventory.category.read', 'finance.party.read', 'finance.report.read', 'finance.open_item.read'])
        .concat(['control.alert.read'])
        .map((permission) => ({ permission, ...inCompanies })),
    ],
  },
] as const

/** Signed in for as long as the company is being made. */
export interface People extends Readonly<Record<Exclude<Seat, 'auditor'>, Actor>> {
  /** Lets the last one in and signs everybody out. */
  readonly finish: () => Promise<void>
}

const origin = { ip: null, userAgent: null }

/** The tenant with its administrator, who makes the roles and invites the others, who accept. */
export async function makePeople(): Promise<People> {
  const tokens: string[] = []
  const [name, email] = staff.admin
  const signedUp = await signUp(
    { name, email, password: DEMO_PASSWORD, organisation: 'Aurora Cycles', locale: 'en' },
    origin,
  )
  const actorOf = async (token: string): Promise<Actor> => {
    tokens.push(token)
    const actor = await resolveActor({ token, tenantSlug: signedUp.slug })
    if (!actor) throw new Error('a person of the demo company cannot sign in')
    return actor
  }
  const admin = await actorOf(signedUp.token)
  for (const role of customRoles) await runCommand(createRole, { ...role, grants: [...role.grants] }, { actor: admin })
  const { rows } = await runQuery(listRoles, {}, { actor: admin })
  const invite = async (seat: Seat): Promise<Actor> => {
    const [person, address, code] = staff[seat]
    const roleIds = rows.filter((r) => r.code === code).map((r) => r.id)
    const { id } = await runCommand(invitePerson, { email: address, name: person, roleIds }, { actor: admin })
    const { url } = await runQuery(invitationLink, { id }, { actor: admin })
    const token = url.slice(url.lastIndexOf('/') + 1)
    return actorOf((await acceptInvitation({ token, name: person, password: DEMO_PASSWORD }, origin)).token)
  }
  const seats = [
    'rep',
    'otherRep',
    'manager',
    'requester',
    'buyer',
    'purchasing',
    'warehouse',
    'accountant',
    'treasurer',
    'controller',
  ] as const
  const invited = Object.fromEntries(await Promise.all(seats.map(async (seat) => [seat, await invite(seat)] as const)))
  return {
    ...(invited as Record<(typeof seats)[number], Actor>),
    admin,
    finish: async () => {
      await invite('auditor')
      for (const token of tokens) await signOut(token)
    },
  }
}
