import { runKeel, type UpOptions } from './run-keel'

/** `npm run dev`: the development server, which builds each page when it is asked for, with everything else as in `npm run up`. */
export const up = (options: UpOptions): Promise<void> => runKeel('development', options)
