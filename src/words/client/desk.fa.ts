import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>(['../fa/*.json', '!../fa/{about,home}.json'], { eager: true, import: 'default' }),
)
