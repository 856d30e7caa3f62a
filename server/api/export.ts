export { exportList } from '@/server/platform/lists/export'
