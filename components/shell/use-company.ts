'use client'
import { todayIn } from '@/server/kernel/calendar-date'
import { useFrame } from './context'

/** The company that one works in, its currency and its today. */
export function useCompany() {
  const { companies, companyId } = useFrame()
  const company = companies.find((c) => c.id === companyId) ?? companies[0]
  return {
    companyId: company?.id ?? '',
    companyName: company?.name ?? '',
    currency: company?.currency ?? 'USD',
    today: todayIn(company?.timeZone ?? 'UTC'),
  }
}
