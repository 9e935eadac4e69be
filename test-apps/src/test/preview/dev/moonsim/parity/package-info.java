package dev.moonsim.parity;
