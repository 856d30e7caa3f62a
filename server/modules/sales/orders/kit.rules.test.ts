import { describe, expect, it } from 'vitest'
import { componentDemand } from './kit.rules'

const line = (id: string, stockQuantity: string, quantity: string, digits = 0, warehouseId = 'w') => ({
  id,
  stockQuantity,
  warehouseId,
  parts: [{ itemId: 'a', quantity, digits }],
})
const demand = (...lines: Parameters<typeof componentDemand>[0]) =>
  [...componentDemand(lines).values()].map((parts) => parts.map((p) => p.quantity).join())

describe('what kits need of a component', () => {
  it('is rounded up to the unit of the component', () => {
    expect(demand(line('1', '3', '0.4'))).toEqual(['2'])
    expect(demand(line('1', '3', '0.4', 1))).toEqual(['1.2'])
    expect(demand(line('1', '5', '2'))).toEqual(['10'])
  })

  it('is rounded up once an order, not once a line, and apart for each warehouse', () => {
    expect(demand(line('1', '1', '0.5'), line('2', '1', '0.5'), line('3', '1', '0.5'))).toEqual(['1', '0', '1'])
    expect(demand(line('1', '1', '0.5'), line('2', '1', '0.5', 0, 'other'))).toEqual(['1', '1'])
  })
})
