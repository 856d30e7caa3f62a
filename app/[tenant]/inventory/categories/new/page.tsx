import { CategoryPage } from '@/components/inventory/masters/category-form'

export default function Page() {
  return <CategoryPage />
}
