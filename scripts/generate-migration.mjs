// Until the first release there is one generated migration, made anew from the schema; afterwards each change adds one.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'

rmSync('db/migrations', { recursive: true, force: true })
execFileSync('npx', ['drizzle-kit', 'generate', '--name', 'init'], { stdio: 'inherit' })
