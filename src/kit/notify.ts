/**
 * Messages to people: `notify` writes one in the open transaction, `messageJobs` deliver it afterwards.
 * The words stand in the namespaces `mail` and `sms`, a template each.
 */
export * from './notify/notify.ts'
export * from './notify/choices.ts'
export * from './notify/deliver.ts'
export { isUnsubscribe, type Unsubscribe } from './notify/unsubscribe.ts'
