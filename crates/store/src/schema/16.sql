-- What a platform was asked for is told of before it answers. NULL: it was done.
ALTER TABLE audit ADD COLUMN fate TEXT; -- 'pending': it has not answered; 'unknown': nor will it; 'refused': nothing was done
