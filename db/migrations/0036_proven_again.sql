-- When the person of a session last showed once more who they are: asked before what gives a lasting way in.
ALTER TABLE sessions ADD COLUMN proven_at timestamptz;
