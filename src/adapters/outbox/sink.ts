/** What a stand-in keeps of a message it did not really send. */
export interface OutboxItem {
  id: string
  kind: 'email' | 'sms'
  /** When it was sent, RFC 3339. */
  at: string
  /** Whether the stand-in took it, or played a refusal. */
  outcome: 'sent' | 'refused'
  message: Readonly<Record<string, unknown>>
}

/** Where the stand-ins put what they would have sent: shared by all processes of one installation. */
export interface OutboxSink {
  append(item: Omit<OutboxItem, 'id'>): Promise<OutboxItem>
  /** Newest first, at most `limit` (100). */
  list(limit?: number): Promise<OutboxItem[]>
}
