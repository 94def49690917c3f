export type { DB } from '../../../db/types.ts'
