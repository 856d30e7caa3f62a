/** Called by Next when a server process starts: a wrong configuration ends it with its sentence before it serves anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { config } = await import('./server/platform/config')
    const { watchSupervisor } = await import('./server/platform/telemetry/shutdown')
    config()
    // The whole process group: the development server is two processes.
    watchSupervisor(() => process.kill(0, 'SIGTERM'))
  }
}
