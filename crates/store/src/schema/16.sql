-- What a platform was asked for is told of before it answers. NULL: it was done.
ALTER TABLE audit ADD COLUMN fate TEXT; -- 'pending': it has not answered; 'refused': nothing was done
