import { ensureBuilt } from './build'
import { StartError } from './postgres-files'

try {
  await ensureBuilt((line) => console.log(line))
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
