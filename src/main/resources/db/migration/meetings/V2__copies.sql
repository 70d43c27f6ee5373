-- Invitations that went as a notice alone are kept, too (NCPO-74 ข้อ 5).
COMMENT ON COLUMN meetings.invitation.sha256 IS 'of the mail as it was sent, or of what the notice invited to; null of older ones that went as a notice alone';
