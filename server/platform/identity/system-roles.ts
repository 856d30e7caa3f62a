import { registry } from '../commands/command'
import { accountRegistry } from './account-command'
import type { Grant, RowScope } from './actor'
import { declaredPermissions } from './declared'
import { mergeGrants } from './grants'

/**
 * The roles that every tenant starts with. What they may do is computed from the permissions that exist, so a new version's
 * permissions reach them without a migration; a tenant that wants something else makes a role of its own.
 */
interface SystemRole {
  readonly code: string
  readonly scope: RowScope | ((permission: Permission) => RowScope)
  readonly may: (permission: Permission) => boolean
}

interface Permission {
  readonly name: string
  readonly module: string
  readonly document: string
  readonly action: string
}

export const ADMINISTRATOR = 'administrator'
const AUDITOR = 'auditor'

/** An alert that reaches somebody is theirs to deal with; who only looks changes nothing. */
const handlesAlerts = (code: string, p: Permission): boolean => code !== AUDITOR && p.name === 'control.alert.handle'

const reads = (p: Permission): boolean => ['read', 'view', 'export'].includes(p.action)
const inModule = (p: Permission, ...modules: string[]): boolean => modules.includes(p.module)
/** A kind of document of the business; the control module has others of the same name. */
const ofDocument = (p: Permission, ...documents: string[]): boolean =>
  documents.includes(p.document) && !inModule(p, 'control', 'platform')
/** Looking at what a clerk needs to do the work, without the control module and the people of the tenant. */
const businessRead = (p: Permission): boolean => reads(p) && !inModule(p, 'platform', 'control', 'hr')

/** What a seller writes; approving, overriding and posting are for others. */
const SELLING = ['create', 'update', 'quote', 'submit', 'cancel']

/** What a buyer writes; approving, overriding, blocking suppliers, receiving and billing are for others. */
const BUYING = [
  'create',
  'update',
  'submit',
  'send',
  'confirm',
  'award',
  'close',
  'reopen',
  'cancel',
  'import',
  'portal',
]
const BOUGHT = [
  'purchase_requisition',
  'request_for_quotation',
  'supplier_quotation',
  'purchase_order',
  'supplier',
  'supplier_price',
]

export const systemRoles: readonly SystemRole[] = [
  { code: ADMINISTRATOR, scope: 'all', may: () => true },
  {
    code: 'accountant',
    scope: 'company',
    // Whoever writes budgets does not put them in force, nor lets anybody pass them.
    may: (p) =>
      businessRead(p) ||
      p.name === 'control.invariant.read' ||
      (inModule(p, 'finance') && !(p.document === 'budget' && ['approve', 'override'].includes(p.action))) ||
      ofDocument(p, 'customer_invoice', 'supplier_invoice', 'credit_note', 'landed_cost') ||
      // What came back is credited when its return is closed.
      p.name === 'sales.sales_return.close',
  },
  {
    code: 'treasurer',
    scope: 'company',
    // Pays what others have entered and released: no bills, no entries by hand.
    may: (p) =>
      (inModule(p, 'finance') &&
        ofDocument(p, 'payment', 'payment_proposal', 'bank_statement', 'company_bank_account', 'party_bank_account')) ||
      (reads(p) &&
        (inModule(p, 'finance') || ofDocument(p, 'customer', 'supplier', 'customer_invoice', 'supplier_invoice'))),
  },
  {
    code: 'sales',
    // A seller's orders are the seller's; what follows from them (deliveries, invoices) others make, and the seller may look.
    scope: (p) => (ofDocument(p, 'sales_order') ? 'own' : 'company'),
    may: (p) =>
      (ofDocument(p, 'sales_order', 'sales_return', 'customer') && SELLING.includes(p.action)) ||
      (reads(p) &&
        !ofDocument(p, 'valuation', 'reports', 'settings') &&
        (inModule(p, 'sales', 'inventory') || ofDocument(p, 'party', 'currency'))),
  },
  {
    code: 'sales_manager',
    scope: 'company',
    may: (p) => inModule(p, 'sales') || (reads(p) && inModule(p, 'inventory', 'finance')),
  },
  {
    code: 'requester',
    // Everybody may need something; what others asked for is theirs.
    scope: (p) => (ofDocument(p, 'purchase_requisition') ? 'own' : 'company'),
    may: (p) =>
      (ofDocument(p, 'purchase_requisition') && ['read', 'create', 'update', 'submit', 'cancel'].includes(p.action)) ||
      (reads(p) && ofDocument(p, 'item', 'warehouse', 'supplier', 'cost_center', 'project', 'currency')),
  },
  {
    code: 'buyer',
    scope: 'company',
    may: (p) =>
      (ofDocument(p, ...BOUGHT) && BUYING.includes(p.action)) ||
      (reads(p) &&
        !ofDocument(p, 'valuation') &&
        (inModule(p, 'procurement', 'inventory') || ofDocument(p, 'party', 'currency', 'cost_center', 'project'))),
  },
  {
    code: 'purchasing_manager',
    scope: 'company',
    // Whoever orders neither takes the goods in nor books the bill; what freight and duty add to the goods is the buyers' to know.
    may: (p) =>
      (inModule(p, 'procurement') && ofDocument(p, ...BOUGHT, 'landed_cost', 'price', 'rule', 'settings', 'reports')) ||
      (reads(p) && inModule(p, 'procurement', 'inventory', 'finance')),
  },
  {
    code: 'warehouse',
    scope: 'company',
    // Quantities, not money: neither what goods are worth nor what a variance over its tolerance may cost.
    may: (p) =>
      (inModule(p, 'inventory') &&
        !['reverse', 'approve'].includes(p.action) &&
        !ofDocument(p, 'stock_revaluation', 'valuation')) ||
      ofDocument(p, 'delivery', 'goods_receipt', 'supplier_return') ||
      (ofDocument(p, 'sales_return') && ['read', 'receive'].includes(p.action)) ||
      (reads(p) && ofDocument(p, 'sales_order', 'purchase_order', 'supplier')),
  },
  {
    code: 'controller',
    scope: 'all',
    may: (p) =>
      reads(p) ||
      inModule(p, 'control') ||
      ofDocument(p, 'period', 'budget') ||
      // Whoever enters bills does not release their own.
      p.name === 'procurement.supplier_invoice.release' ||
      (ofDocument(p, 'stock_count') && ['post', 'approve'].includes(p.action)),
  },
  { code: AUDITOR, scope: 'all', may: reads },
]

/** What only a guest with a signed link may do: no role can be given it. */
const ofGuests = (name: string): boolean => name.split('.')[1] === 'portal'

/** Every permission of this version, from the commands and queries that ask for one and from what is declared beside them. */
export function listPermissions(): string[] {
  const names = new Set<string>(declaredPermissions())
  for (const { permission } of [...registry.values(), ...accountRegistry.values()])
    if (permission) names.add(permission)
  return [...names].filter((name) => !ofGuests(name)).sort()
}

let cached: { size: number; grants: ReadonlyMap<string, ReadonlyMap<string, Grant>> } | undefined

/** What a system role grants; unknown code = nothing. */
export function systemRoleGrants(code: string): ReadonlyMap<string, Grant> {
  const size = registry.size + accountRegistry.size + declaredPermissions().size
  if (cached?.size !== size) cached = { size, grants: computeAll() }
  return cached.grants.get(code) ?? new Map()
}

function computeAll(): ReadonlyMap<string, ReadonlyMap<string, Grant>> {
  const permissions = listPermissions().map((name): Permission => {
    const [module = '', document = '', action = ''] = name.split('.')
    return { name, module, document, action }
  })
  const everything: Permission = { name: '*', module: '*', document: '*', action: '*' }
  return new Map(
    systemRoles.map(({ code, scope, may }) => {
      const granted =
        code === ADMINISTRATOR ? [everything] : permissions.filter((p) => may(p) || handlesAlerts(code, p))
      const rows = granted.map((p) => ({
        permission: p.name,
        scope: typeof scope === 'string' ? scope : scope(p),
        amountLimit: null,
      }))
      return [code, mergeGrants(rows)]
    }),
  )
}
