export { live as GET } from '@/server/api/operations'

export const dynamic = 'force-dynamic'
