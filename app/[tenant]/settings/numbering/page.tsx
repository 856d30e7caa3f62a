import { Numbering } from '@/components/finance/master/numbering'

export default function Page() {
  return <Numbering />
}
