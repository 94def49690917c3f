-- How many links into a household went to one person is counted before another is sent.
CREATE INDEX household_invitations_by_email ON household_invitations (email, created_at) WHERE email IS NOT NULL;
CREATE INDEX household_invitations_by_phone ON household_invitations (phone, created_at) WHERE phone IS NOT NULL;
