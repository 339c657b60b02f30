BlogitJ ÝkÈÆ@n7ÚPn¼
@VMEW @P7~!óÀ