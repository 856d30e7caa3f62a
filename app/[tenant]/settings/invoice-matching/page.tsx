import { MatchSettings } from '@/components/procurement/settings/match-settings'

export default function Page() {
  return <MatchSettings />
}
