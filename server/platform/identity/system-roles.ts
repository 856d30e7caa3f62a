import { registry } from '../commands/command'
import { accountRegistry } from './account-command'
import type { Grant, RowScope } from './actor'
import { mergeGrants } from './grants'

/**
 * The roles that every tenant starts with. What they may do is computed from the permissions that exist, so a new version's
 * permissions reach them without a migration; a tenant that wants something else makes a role of its own.
 */
interface SystemRole {
  readonly code: string
  readonly scope: RowScope
  readonly may: (permission: Permission) => boolean
}

interface Permission {
  readonly name: string
  readonly module: string
  readonly document: string
  readonly action: string
}

export const ADMINISTRATOR = 'administrator'

const reads = (p: Permission): boolean => ['read', 'view', 'export'].includes(p.action)
const inModule = (p: Permission, ...modules: string[]): boolean => modules.includes(p.module)
/** A kind of document of the business; the control module has others of the same name. */
const ofDocument = (p: Permission, ...documents: string[]): boolean =>
  documents.includes(p.document) && !inModule(p, 'control', 'platform')
/** Looking at what a clerk needs to do the work, without the control module and the people of the tenant. */
const businessRead = (p: Permission): boolean => reads(p) && !inModule(p, 'platform', 'control', 'hr')

export const systemRoles: readonly SystemRole[] = [
  { code: ADMINISTRATOR, scope: 'all', may: () => true },
  {
    code: 'accountant',
    scope: 'company',
    may: (p) =>
      businessRead(p) || inModule(p, 'finance') || ofDocument(p, 'customer_invoice', 'supplier_invoice', 'credit_note'),
  },
  {
    code: 'sales',
    scope: 'company',
    may: (p) =>
      (inModule(p, 'sales') &&
        ['read', 'export', 'create', 'update', 'quote', 'submit', 'revise', 'lose', 'cancel'].includes(p.action) &&
        !ofDocument(p, 'price_list', 'promotion', 'price_rule')) ||
      (reads(p) &&
        (inModule(p, 'inventory') ||
          ofDocument(p, 'price_list', 'party', 'exchange_rate', 'tax_code', 'payment_term'))),
  },
  {
    code: 'sales_manager',
    scope: 'company',
    may: (p) => inModule(p, 'sales') || (reads(p) && inModule(p, 'inventory', 'finance')),
  },
  {
    code: 'warehouse',
    scope: 'company',
    may: (p) =>
      (inModule(p, 'inventory') && p.action !== 'reverse' && !ofDocument(p, 'stock_revaluation')) ||
      ofDocument(p, 'delivery', 'goods_receipt') ||
      (ofDocument(p, 'sales_return') && ['read', 'receive'].includes(p.action)) ||
      (reads(p) && ofDocument(p, 'sales_order', 'purchase_order')),
  },
  {
    code: 'controller',
    scope: 'all',
    may: (p) => reads(p) || inModule(p, 'control') || ofDocument(p, 'fiscal_period', 'budget'),
  },
  { code: 'auditor', scope: 'all', may: reads },
]

/** Every permission of this version, from the commands and queries that ask for one. */
export function listPermissions(): string[] {
  const names = new Set<string>()
  for (const { permission } of [...registry.values(), ...accountRegistry.values()])
    if (permission) names.add(permission)
  return [...names].sort()
}

let cached: { size: number; grants: ReadonlyMap<string, ReadonlyMap<string, Grant>> } | undefined

/** What a system role grants; unknown code = nothing. */
export function systemRoleGrants(code: string): ReadonlyMap<string, Grant> {
  if (cached?.size !== registry.size + accountRegistry.size)
    cached = { size: registry.size + accountRegistry.size, grants: computeAll() }
  return cached.grants.get(code) ?? new Map()
}

function computeAll(): ReadonlyMap<string, ReadonlyMap<string, Grant>> {
  const permissions = listPermissions().map((name): Permission => {
    const [module = '', document = '', action = ''] = name.split('.')
    return { name, module, document, action }
  })
  return new Map(
    systemRoles.map(({ code, scope, may }) => {
      const names = code === ADMINISTRATOR ? ['*'] : permissions.filter(may).map((p) => p.name)
      return [code, mergeGrants(names.map((permission) => ({ permission, scope, amountLimit: null })))]
    }),
  )
}
