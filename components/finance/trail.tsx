export { DocumentTrail } from '@/components/api/document-trail'
