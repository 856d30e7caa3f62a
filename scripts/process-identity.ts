import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Process numbers are used again; number and start moment together are not. `undefined` when no such process runs. */
export function processIdentity(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  try {
    if (existsSync('/proc/self/stat')) {
      // After the last ")" (a command name may hold anything): state is the 1st field, start time the 20th.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').pop()?.trim().split(' ') ?? []
      return fields[0] === 'Z' ? undefined : `${pid}:${fields[19]}`
    }
    return `${pid}:${execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()}`
  } catch {
    return undefined
  }
}

/** The command line of a running process, '' when it is not known. */
export function commandLine(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** Waits between two looks at something. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
