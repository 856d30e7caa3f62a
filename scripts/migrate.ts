import { ConfigError } from '@/server/platform/config'
import { migrateDatabase, openDatabase } from './database'
import { StartError } from './postgres-files'

try {
  const database = await openDatabase((line) => console.log(line))
  try {
    await migrateDatabase(database.url)
    console.log('The database is at this version.')
  } finally {
    database.stop()
  }
} catch (error) {
  if (!(error instanceof StartError || error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
