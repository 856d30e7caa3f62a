import { handlers } from '@/server/api/auth'

export const { GET, POST } = handlers
