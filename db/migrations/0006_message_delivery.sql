-- What an SMS gateway reports later: delivered, or given up. Found by the gateway's own name for the message.
ALTER TABLE messages DROP CONSTRAINT messages_status_check;
ALTER TABLE messages ADD CONSTRAINT messages_status_check
  CHECK (status IN ('queued', 'sent', 'delivered', 'failed', 'suppressed'));
CREATE INDEX messages_by_provider ON messages (provider_id) WHERE provider_id IS NOT NULL;
