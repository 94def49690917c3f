import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>(['../en/*.json', '!../en/{about,home}.json'], { eager: true, import: 'default' }),
)
