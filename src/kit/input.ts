/**
 * What people type, made one form: folded text, zod fields, phones, vehicle and device identities.
 * For the server; browser code imports `kit/input/fold.ts` alone (the phone data is large).
 */
export * from './input/fold.ts'
export * from './input/fields.ts'
export * from './input/phone.ts'
export * from './input/identity.ts'
