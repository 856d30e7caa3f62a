import { readdirSync, readFileSync } from 'node:fs'

/** What processes used so far, from the operating system's own accounts (Linux `/proc`). */
export interface Usage {
  /** CPU milliseconds, user and system. */
  cpuMs: number
  /** Resident bytes: the peak of any one process, and the sum of what each has for itself. */
  peakRssMb: number
}

const TICK_MS = 10

const read = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** A process and all that it started. */
export function tree(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? Number.NaN)
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const found = [root]
  for (const pid of found) found.push(...(children.get(pid) ?? []))
  return found
}

/** CPU of a process tree. A process that ended is counted by its parent (`cutime`, `cstime`). */
export function usage(root: number): Usage {
  let ticks = 0
  let peak = 0
  for (const pid of tree(root)) {
    const fields = read(pid, 'stat').split(') ')[1]?.split(' ') ?? []
    ticks += [11, 12, 13, 14].reduce((n, i) => n + Number(fields[i] ?? 0), 0)
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0) / 1024)
  }
  return { cpuMs: ticks * TICK_MS, peakRssMb: Math.round(peak) }
}
