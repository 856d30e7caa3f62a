/** Whether a permission or pattern (`*`, `sales.*`, `sales.sales_order.*`) covers another permission or pattern. */
export function covers(pattern: string, permission: string): boolean {
  if (pattern === '*' || pattern === permission) return true
  return pattern.endsWith('.*') && permission.startsWith(pattern.slice(0, -1))
}
