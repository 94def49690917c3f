import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>('../en/{booking,common,errorPages,shops,ui}.json', {
    eager: true,
    import: 'default',
  }),
)
