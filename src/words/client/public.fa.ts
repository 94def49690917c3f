import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>('../fa/{booking,common,errorPages,shops,ui}.json', {
    eager: true,
    import: 'default',
  }),
)
